import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { followTask } from './task-events.ts'
import { TASKS, getTask, isOpen, storyKey, taskKey } from './tasks.ts'
import type { Task } from './wire.ts'

/** A task, live until it has ended. */
export function useTask(id: string) {
  const client = useQueryClient()
  const task = useQuery({ queryKey: taskKey(id), queryFn: () => getTask(id) })
  const follows = task.data !== undefined && isOpen(task.data)
  useEffect(() => {
    if (!follows) return undefined
    const over = new AbortController()
    const tell = (now: Task) => {
      const before = client.getQueryData<Task>(taskKey(id))
      client.setQueryData(taskKey(id), now)
      if (now.status === before?.status) return
      for (const queryKey of [TASKS, storyKey(id), ['money']]) void client.invalidateQueries({ queryKey })
    }
    followTask(id, tell, over.signal).catch(() => client.invalidateQueries({ queryKey: taskKey(id), exact: true }))
    return () => over.abort()
  }, [client, id, follows])
  return task
}
