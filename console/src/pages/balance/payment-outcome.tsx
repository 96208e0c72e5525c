import { Alert, Loader } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useSearch } from 'wouter'
import { MONEY, listEntries } from '../../api/money.ts'
import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/language.tsx'
import { words } from './words.ts'

const BEGUN = 'reelgate.payment'
const LOOK_EVERY_MS = 2000
const LOOKS_MAX = 45

/** Keeps which payment one has left the page for; in this tab only. */
export function rememberPayment(id: string): void {
  sessionStorage.setItem(BEGUN, id)
}

/** The payment that one comes back from, until it is in the books. */
function Pending({ id }: { id: string }) {
  const t = useWords(words)
  const format = useFormat()
  const client = useQueryClient()
  const [looks, setLooks] = useState(0)
  const entry = useQuery({
    queryKey: ['payment', id],
    queryFn: async () => {
      const { data } = await listEntries()
      setLooks((before) => before + 1)
      return data.find(({ reference }) => reference?.endsWith(id) === true) ?? null
    },
    refetchInterval: ({ state: { data } }) => (data || looks >= LOOKS_MAX ? false : LOOK_EVERY_MS),
  })
  const { data: booked } = entry
  useEffect(() => {
    if (booked) void client.invalidateQueries({ queryKey: MONEY })
  }, [booked, client])
  if (booked) return <Alert color="green">{t.paymentBooked(format.money(booked.amount))}</Alert>
  if (looks >= LOOKS_MAX) return <Alert color="yellow">{t.paymentSlow}</Alert>
  return <Alert icon={<Loader size={16} />}>{t.paymentPending}</Alert>
}

/** What became of the payment that one comes back from. */
export function PaymentOutcome() {
  const t = useWords(words)
  const outcome = new URLSearchParams(useSearch()).get('payment')
  const id = sessionStorage.getItem(BEGUN)
  if (outcome === null) return null
  const isDone = outcome === 'done' && id !== null
  return <div role="status">{isDone ? <Pending id={id} /> : <Alert color="yellow">{t.paymentCancelled}</Alert>}</div>
}
