import { z } from 'zod'

export const problemAnswer = z.object({
  error: z.object({
    message: z.string(),
    type: z.string(),
    param: z.string().nullable().meta({ description: 'The field at fault.' }),
    code: z.string().nullable(),
  }),
})
