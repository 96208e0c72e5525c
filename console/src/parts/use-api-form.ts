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
  const isOfField = (error: unknown): error is ApiError & { param: string } =>
    error instanceof ApiError && error.param !== undefined && error.param in initialValues
  const sending = useMutation({
    mutationFn: send,
    onSuccess: (answer) => onDone?.(answer),
    onError: (error) => {
      if (isOfField(error)) form.setFieldError(error.param, textOf(error))
    },
  })
  return {
    form,
    error: isOfField(sending.error) ? undefined : sending.error,
    isPending: sending.isPending,
    onSubmit: form.onSubmit((values) => sending.mutate(values)),
  }
}
