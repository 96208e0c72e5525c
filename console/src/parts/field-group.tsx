import { Fieldset } from '@mantine/core'
import type { ReactNode } from 'react'

/** Fields of a form that belong together, under a name. */
export function FieldGroup({ name, children }: { name: string; children: ReactNode }) {
  return (
    <Fieldset legend={name} variant="unstyled" m={0} p={0} bd={0} styles={{ legend: { fontWeight: 600, padding: 0 } }}>
      {children}
    </Fieldset>
  )
}
