import { Badge, Button, Text } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import Plus from 'lucide-react/icons/plus'
import Ticket from 'lucide-react/icons/ticket'
import { useState } from 'react'
import { REDEEM_BATCHES, listBatches, voidBatch } from '../../../api/admin-redeem-codes.ts'
import type { MadeRedeemBatch, RedeemBatch } from '../../../api/wire.ts'
import { useFormat } from '../../../i18n/format.ts'
import { useWords } from '../../../i18n/language.tsx'
import { ActorName } from '../../../parts/actor-name.tsx'
import { Blank } from '../../../parts/blank.tsx'
import { Confirm } from '../../../parts/confirm.tsx'
import { DataTable } from '../../../parts/data-table.tsx'
import { MoreButton, useMoreList } from '../../../parts/more-list.tsx'
import { Page } from '../../../parts/page.tsx'
import { Loaded } from '../../../parts/problem.tsx'
import { When } from '../../../parts/when.tsx'
import { CreateDialog, MadeDialog } from './code-dialogs.tsx'
import { words } from './words.ts'

type Status = 'good' | 'used' | 'expired' | 'voided'

const COLORS: Readonly<Record<Status, string>> = { good: 'green', used: 'gray', expired: 'gray', voided: 'gray' }

function statusOf(batch: RedeemBatch): Status {
  if (batch.redeemed === batch.count) return 'used'
  if (batch.voided_at !== null) return 'voided'
  return batch.expires_at !== null && batch.expires_at <= Date.now() / 1000 ? 'expired' : 'good'
}

function BatchTable({ batches, onVoid }: { batches: readonly RedeemBatch[]; onVoid: (batch: RedeemBatch) => void }) {
  const t = useWords(words)
  const format = useFormat()
  return (
    <DataTable
      name={t.title}
      rows={batches}
      rowKey={({ id }) => id}
      isFaint={(batch) => statusOf(batch) !== 'good'}
      columns={[
        {
          name: t.batch,
          cell: ({ id, note, actor }) => (
            <>
              <Text fw={600}>{note || id}</Text>
              <Text fz="xs" c="dimmed">
                <ActorName actor={actor} />
              </Text>
            </>
          ),
        },
        { name: t.status, cell: (batch) => <Badge color={COLORS[statusOf(batch)]}>{t[statusOf(batch)]}</Badge> },
        { name: t.amount, align: 'end', cell: ({ amount }) => format.money(amount) },
        {
          name: t.redeemed,
          align: 'end',
          cell: ({ redeemed, count }) => t.ofCount(format.number(redeemed), format.number(count)),
        },
        { name: t.expires, cell: ({ expires_at: at }) => <When at={at} /> },
        { name: t.created, cell: ({ created_at: at }) => <When at={at} /> },
        {
          name: t.actions,
          isActions: true,
          cell: (batch) =>
            statusOf(batch) === 'good' && (
              <Button
                size="xs"
                variant="default"
                aria-label={t.voidNamed(batch.note || batch.id)}
                onClick={() => onVoid(batch)}
              >
                {t.void}
              </Button>
            ),
        },
      ]}
    />
  )
}

type Deed = { kind: 'create' } | { kind: 'made'; batch: MadeRedeemBatch } | { kind: 'void'; batch: RedeemBatch }

function Dialogs({ deed, onDeed }: { deed: Deed | undefined; onDeed: (deed: Deed | undefined) => void }) {
  const t = useWords(words)
  const client = useQueryClient()
  const close = () => onDeed(undefined)
  if (deed?.kind === 'create') {
    return <CreateDialog onClose={close} onDone={(batch) => onDeed({ kind: 'made', batch })} />
  }
  if (deed?.kind === 'made') return <MadeDialog of={deed.batch} onClose={close} />
  if (deed === undefined) return null
  const act = async () => {
    await voidBatch(deed.batch.id)
    await client.invalidateQueries({ queryKey: REDEEM_BATCHES })
  }
  return (
    <Confirm title={t.voidTitle} action={t.void} destructive act={act} onClose={close}>
      {t.voidText}
    </Confirm>
  )
}

export default function RedeemCodesPage() {
  const t = useWords(words)
  const [deed, setDeed] = useState<Deed>()
  const batches = useMoreList(REDEEM_BATCHES, listBatches)
  const create = (
    <Button leftSection={<Plus size={16} />} onClick={() => setDeed({ kind: 'create' })}>
      {t.create}
    </Button>
  )
  return (
    <Page title={t.title} lead={t.lead} actions={batches.data !== undefined && batches.data.length > 0 && create}>
      <Loaded query={batches}>
        {(data) =>
          data.length === 0 ? (
            <Blank icon={Ticket} title={t.emptyTitle} text={t.emptyText}>
              {create}
            </Blank>
          ) : (
            <BatchTable batches={data} onVoid={(batch) => setDeed({ kind: 'void', batch })} />
          )
        }
      </Loaded>
      <MoreButton list={batches} />
      <Dialogs deed={deed} onDeed={setDeed} />
    </Page>
  )
}
