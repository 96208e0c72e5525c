import { Input, SegmentedControl } from '@mantine/core'
import type { ReactNode } from 'react'

interface FieldProps {
  label: string
  /** What may be given, in a sentence. */
  rule: ReactNode
  error: string | undefined
  children: ReactNode
}

/** A field that is no text field, with its rule and what is wrong with it. */
export function Field({ label, rule, error, children }: FieldProps) {
  return (
    <Input.Wrapper label={label} labelElement="div" description={rule} error={error}>
      {children}
    </Input.Wrapper>
  )
}

interface ChoiceProps<Value extends string | number> extends Omit<FieldProps, 'children'> {
  values: readonly Value[]
  nameOf: (value: Value) => ReactNode
  value: Value
  onChange: (value: Value) => void
}

/** One of a few, all of them to be seen. */
export function Choice<Value extends string | number>(props: ChoiceProps<Value>) {
  const { values, nameOf, value, onChange, ...field } = props
  return (
    <Field {...field}>
      <SegmentedControl
        fullWidth
        mt={4}
        aria-label={field.label}
        data={values.map((one) => ({ value: String(one), label: nameOf(one) }))}
        value={String(value)}
        onChange={(text) => {
          const chosen = values.find((one) => String(one) === text)
          if (chosen !== undefined) onChange(chosen)
        }}
      />
    </Field>
  )
}
