import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { TASKS, cancelTask, taskKey } from '../api/tasks.ts'
import type { Task } from '../api/wire.ts'
import { useWords } from '../i18n/language.tsx'
import { Confirm } from './confirm.tsx'
import { words } from './task-words.ts'

/** Cancels a task that has not ended, after a word about what that costs. */
export function CancelTask({ task: { id, cancel_requested: isUnderWay } }: { task: Task }) {
  const t = useWords(words)
  const client = useQueryClient()
  const [asks, setAsks] = useState(false)
  const act = async () => {
    client.setQueryData(taskKey(id), await cancelTask(id))
    await client.invalidateQueries({ queryKey: TASKS })
    await client.invalidateQueries({ queryKey: taskKey(id) })
  }
  return (
    <>
      <Button variant="default" size="xs" disabled={isUnderWay === true} onClick={() => setAsks(true)}>
        {isUnderWay === true ? t.keepRunning : t.cancel}
      </Button>
      {asks && (
        <Confirm
          title={t.cancelTitle}
          action={t.cancelAction}
          keep={t.cancelKeep}
          destructive
          act={act}
          onClose={() => setAsks(false)}
        >
          {t.cancelText}
        </Confirm>
      )}
    </>
  )
}
