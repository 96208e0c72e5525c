import { Alert, Button, Group, Modal, Select, Stack, Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { KEYS, revokeKey, rotateKey } from '../../api/keys.ts'
import type { ApiKey, MadeKey } from '../../api/wire.ts'
import { useWords } from '../../i18n/language.tsx'
import { Confirm } from '../../parts/confirm.tsx'
import { CopyField } from '../../parts/copy.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { Problem } from '../../parts/problem.tsx'
import { words } from './dialog-words.ts'
import { KeyForm } from './key-form.tsx'

/** What is being done, and with which key. */
export type Deed =
  | { kind: 'create' }
  | { kind: 'edit' | 'rotate' | 'revoke'; key: ApiKey }
  | { kind: 'made'; key: MadeKey }

interface DialogProps {
  onDeed: (deed: Deed | undefined) => void
}

/** The dialog of the deed at hand, and from there to the next: a key that was made is shown. */
export function KeyDialogs({ deed, onDeed }: DialogProps & { deed: Deed | undefined }) {
  switch (deed?.kind) {
    case 'create':
    case 'edit':
      return <EditDialog of={deed.kind === 'edit' ? deed.key : undefined} onDeed={onDeed} />
    case 'rotate':
      return <RotateDialog of={deed.key} onDeed={onDeed} />
    case 'revoke':
      return <RevokeDialog of={deed.key} onDeed={onDeed} />
    case 'made':
      return <MadeDialog of={deed.key} onDeed={onDeed} />
    case undefined:
      return null
  }
}

function EditDialog({ of: key, onDeed }: DialogProps & { of: ApiKey | undefined }) {
  const t = useWords(words)
  return (
    <Dialog title={key === undefined ? t.createTitle : t.editTitle} size="lg" onClose={() => onDeed(undefined)}>
      <KeyForm
        of={key}
        onCancel={() => onDeed(undefined)}
        onDone={(made) => onDeed(made && { kind: 'made', key: made })}
      />
    </Dialog>
  )
}

const DAY_SECONDS = '86400'

function RotateDialog({ of: key, onDeed }: DialogProps & { of: ApiKey }) {
  const t = useWords(words)
  const client = useQueryClient()
  const [overlap, setOverlap] = useState(DAY_SECONDS)
  const rotation = useMutation({
    mutationFn: () => rotateKey(key.id, Number(overlap)),
    onSuccess: (made) => {
      onDeed({ kind: 'made', key: made })
      return client.invalidateQueries({ queryKey: KEYS })
    },
  })
  const choices = Object.entries(t.overlaps).map(([value, label]) => ({ value, label }))
  return (
    <Dialog title={t.rotateTitle(key.name || key.prefix)} onClose={() => onDeed(undefined)}>
      <Stack>
        <Text>{t.rotateText}</Text>
        <Select
          label={t.overlap}
          data={choices}
          value={overlap}
          allowDeselect={false}
          onChange={(value) => setOverlap(value ?? DAY_SECONDS)}
        />
        <Problem error={rotation.error} />
        <Group justify="flex-end">
          <Button loading={rotation.isPending} onClick={() => rotation.mutate()}>
            {t.rotate}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  )
}

function RevokeDialog({ of: key, onDeed }: DialogProps & { of: ApiKey }) {
  const t = useWords(words)
  const client = useQueryClient()
  const act = async () => {
    await revokeKey(key.id)
    await client.invalidateQueries({ queryKey: KEYS })
  }
  return (
    <Confirm
      title={t.revokeTitle(key.name || key.prefix)}
      action={t.revoke}
      destructive
      act={act}
      onClose={() => onDeed(undefined)}
    >
      {t.revokeText}
    </Confirm>
  )
}

/** The first call one makes with a new key: it costs nothing. */
const commandOf = (secret: string) =>
  `curl ${globalThis.location.origin}/v1/models -H "Authorization: Bearer ${secret}"`

function MadeDialog({ of: { key: secret }, onDeed }: DialogProps & { of: MadeKey }) {
  const t = useWords(words)
  const close = () => onDeed(undefined)
  // Neither a press beside it nor a key closes this one: what it shows is shown only once.
  return (
    <Modal
      opened
      onClose={close}
      title={t.secretTitle}
      size="lg"
      withCloseButton={false}
      closeOnClickOutside={false}
      closeOnEscape={false}
    >
      <Stack>
        <Alert color="yellow">{t.secretOnce}</Alert>
        <CopyField value={secret} name={t.secret} />
        <div>
          <Text fz="sm" fw={600} mb={4}>
            {t.tryIt}
          </Text>
          <CopyField value={commandOf(secret)} name={t.tryCommand} />
        </div>
        <Group justify="flex-end">
          <Button onClick={close}>{t.done}</Button>
        </Group>
      </Stack>
    </Modal>
  )
}
