import { ReelgateError } from '../../../domain/errors.ts'
import type { HttpContext, HttpServices } from '../../context.ts'
import { findModel, modelNames } from './model-names.ts'

const present = (name: string, displayName: string) => ({
  name: `models/${name}`,
  version: '3.1',
  displayName,
  supportedGenerationMethods: ['predictLongRunning'],
})

/** https://ai.google.dev/api/models: all of them on one page, whatever size was asked for. */
export async function listModels(c: HttpContext, services: HttpServices): Promise<Response> {
  return c.json({ models: modelNames(services.flow.catalogue).map(({ name, model }) => present(name, model.id)) })
}

export async function getModel(c: HttpContext, services: HttpServices): Promise<Response> {
  const name = c.req.param('model') ?? ''
  const model = findModel(services.flow.catalogue, name)
  if (model === undefined) throw new ReelgateError('model_not_found', { param: 'model', values: { given: name } })
  return c.json(present(name, model.id))
}
