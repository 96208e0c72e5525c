import { useForm } from '@mantine/form'
import type { FormRulesRecord, UseFormReturnType } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import type { SubmitEvent } from 'react'
import { ApiError } from '../api/api-error.ts'
import { useProblemText } from './problem.tsx'

interface ApiFormOptions<Values, Answer> {
  /** Fields have the names that they have in the API: a refusal names one of them. */
  initialValues: Values
  /** Only what spares a call; the server judges. */
  validate?: FormRulesRecord<Values>
  send: (values: Values) => Promise<Answer>
  onDone?: (answer: Answer) => void
}

interface ApiForm<Values> {
  form: UseFormReturnType<Values>
  /** What was refused and belongs to no field. */
  error: unknown
  isPending: boolean
  onSubmit: (event: SubmitEvent<HTMLFormElement>) => void
}

/** A form that sends what it holds, and shows a refusal beside the field it is about. */
export function useApiForm<Values extends Record<string, unknown>, Answer>(
  options: ApiFormOptions<Values, Answer>,
): ApiForm<Values> {
  const { initialValues, validate, send, onDone } = options
  const textOf = useProblemText()
  const form = useForm<Values>({ initialValues, ...(validate && { validate }) })
  /** The field that a refusal is about: `ip_ranges` of `ip_ranges[1]`. */
  const fieldOf = (error: unknown): string | undefined => {
    const field = error instanceof ApiError ? error.param?.replace(/[.[].*$/, '') : undefined
    return field !== undefined && field in initialValues ? field : undefined
  }
  const sending = useMutation({
    mutationFn: send,
    onSuccess: (answer) => onDone?.(answer),
    onError: (error) => {
      const field = fieldOf(error)
      if (field !== undefined) form.setFieldError(field, textOf(error))
    },
  })
  return {
    form,
    error: fieldOf(sending.error) === undefined ? sending.error : undefined,
    isPending: sending.isPending,
    onSubmit: form.onSubmit((values) => sending.mutate(values)),
  }
}
