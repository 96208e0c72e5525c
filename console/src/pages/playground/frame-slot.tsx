import { ActionIcon, Loader, Text } from '@mantine/core'
import ImagePlus from 'lucide-react/icons/image-plus'
import X from 'lucide-react/icons/x'
import { useRef, useState } from 'react'
import type { DragEvent } from 'react'
import { ownPath } from '../../api/tasks.ts'
import { useWords } from '../../i18n/language.tsx'
import type { Picture } from './draft.ts'
import classes from './frame-slot.module.css'
import { words } from './words.ts'

const KINDS = 'image/jpeg,image/png,image/webp,image/gif'

interface FrameSlotProps {
  name: string
  picture: Picture | null
  isUploading: boolean
  /** Why nothing can be given now. */
  locked: string | undefined
  /** As the video will be, so that the preview shows how the picture meets the frame. */
  ratio: string
  fit: 'pad' | 'crop'
  onFile: (file: File) => void
  onRemove: () => void
}

/** A place for one picture: drop it, choose it; what was given is shown as the video will show it. */
export function FrameSlot({ name, picture, locked, ratio, fit, onRemove, ...upload }: FrameSlotProps) {
  const t = useWords(words)
  const style = { aspectRatio: ratio.replace(':', ' / ') }
  if (picture === null) return <EmptySlot name={name} locked={locked} style={style} {...upload} />
  return (
    <div className={classes['slot']} style={style} data-filled>
      <img src={ownPath(picture.url)} alt={t.given(name)} data-fit={fit} className={classes['picture']} />
      <span className={classes['caption']}>{name}</span>
      <ActionIcon
        className={classes['remove']}
        variant="default"
        size="sm"
        radius="xl"
        aria-label={t.remove(name)}
        onClick={onRemove}
      >
        <X size={14} />
      </ActionIcon>
    </div>
  )
}

interface EmptySlotProps extends Pick<FrameSlotProps, 'name' | 'locked' | 'isUploading' | 'onFile'> {
  style: { aspectRatio: string }
}

function EmptySlot({ name, locked, style, isUploading, onFile }: EmptySlotProps) {
  const t = useWords(words)
  const input = useRef<HTMLInputElement>(null)
  const [isOver, setIsOver] = useState(false)
  const take = (files: FileList | null | undefined) => {
    const file = files?.[0]
    if (file !== undefined && locked === undefined) onFile(file)
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setIsOver(false)
    take(event.dataTransfer.files)
  }
  return (
    <>
      <button
        type="button"
        className={classes['slot']}
        style={style}
        data-over={isOver || undefined}
        disabled={locked !== undefined || isUploading}
        onClick={() => input.current?.click()}
        onDragOver={(event) => {
          event.preventDefault()
          setIsOver(true)
        }}
        onDragLeave={() => setIsOver(false)}
        onDrop={drop}
      >
        {isUploading ? <Loader size={20} aria-label={t.uploading} /> : <ImagePlus size={20} aria-hidden />}
        <Text span fz="sm" fw={600}>
          {name}
        </Text>
        <Text span fz="xs" c="dimmed">
          {isUploading ? t.uploading : (locked ?? t.choose)}
        </Text>
      </button>
      <input
        ref={input}
        type="file"
        accept={KINDS}
        hidden
        aria-label={name}
        onChange={(event) => {
          take(event.currentTarget.files)
          event.currentTarget.value = ''
        }}
      />
    </>
  )
}
