import { Stack } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useEffect } from 'react'
import { RESIZE_MODES } from '../../../../src/domain/video-request.ts'
import { uploadPicture } from '../../api/tasks.ts'
import { useWords } from '../../i18n/language.tsx'
import { useProblemText } from '../../parts/problem.tsx'
import { words as requestWords } from '../../parts/request-words.ts'
import { Choice, Field } from './field.tsx'
import { FrameSlot } from './frame-slot.tsx'
import type { PartProps } from './form-parts.ts'
import classes from './playground.module.css'
import { words } from './words.ts'

type FrameName = 'first_frame_image' | 'last_frame_image'

/** Sends a picture to the server and keeps its link in the form. */
function useFrame(name: FrameName, change: PartProps['change']) {
  return useMutation({
    mutationFn: uploadPicture,
    onSuccess: ({ url, filename }) => change({ [name]: { url, name: filename } }),
  })
}

/** A picture in the clipboard goes into the first place that is free. */
function usePaste(onFile: (file: File) => void): void {
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      const file = [...(event.clipboardData?.files ?? [])].find(({ type }) => type.startsWith('image/'))
      if (file === undefined) return
      event.preventDefault()
      onFile(file)
    }
    document.addEventListener('paste', paste)
    return () => document.removeEventListener('paste', paste)
  }, [onFile])
}

export function FramesField({ draft, change, errors }: PartProps) {
  const t = useWords(words)
  const { resizeNames } = useWords(requestWords)
  const textOf = useProblemText()
  const first = useFrame('first_frame_image', change)
  const last = useFrame('last_frame_image', change)
  const { first_frame_image: firstPicture, last_frame_image: lastPicture } = draft
  usePaste((file) => {
    if (firstPicture === null) first.mutate(file)
    else if (lastPicture === null) last.mutate(file)
  })
  const shape = { ratio: draft.aspect_ratio, fit: draft.resize_mode }
  const refused = first.error ?? last.error
  const error = refused === null ? (errors.first_frame_image ?? errors.last_frame_image) : textOf(refused)
  // What was the last frame can't stay alone.
  const removeFirst = () => change({ first_frame_image: lastPicture, last_frame_image: null })
  return (
    <Stack gap="sm">
      <Field label={t.frames} rule={t.framesRule} error={error}>
        <div className={classes['frames']} data-portrait={draft.aspect_ratio === '9:16' || undefined}>
          <FrameSlot
            name={t.first}
            picture={firstPicture}
            isUploading={first.isPending}
            locked={undefined}
            {...shape}
            onFile={(file) => first.mutate(file)}
            onRemove={removeFirst}
          />
          <FrameSlot
            name={t.last}
            picture={lastPicture}
            isUploading={last.isPending}
            locked={firstPicture === null ? t.lastLocked : undefined}
            {...shape}
            onFile={(file) => last.mutate(file)}
            onRemove={() => change({ last_frame_image: null })}
          />
        </div>
      </Field>
      <Choice
        label={t.resize}
        rule={t.resizeRule}
        error={errors.resize_mode}
        values={RESIZE_MODES}
        nameOf={(mode) => resizeNames[mode]}
        value={draft.resize_mode}
        onChange={(mode) => change({ resize_mode: mode })}
      />
    </Stack>
  )
}
