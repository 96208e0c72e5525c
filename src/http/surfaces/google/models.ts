import { ReelgateError } from '../../../domain/errors.ts'
import type { HttpContext, HttpServices } from '../../context.ts'
import { readQuery } from '../../read-query.ts'
import { findModel, modelNames } from './model-names.ts'
import { PAGE_SIZE_MAX, pageQuery } from './schemas.ts'

const VERSION = '3.1'
const PAGE_SIZE = 50

const geminiModel = (name: string, displayName: string) => ({
  name: `models/${name}`,
  version: VERSION,
  displayName,
  supportedGenerationMethods: ['predictLongRunning'],
})

const publisherModel = (name: string, displayName: string) => ({
  name: `publishers/google/models/${name}`,
  versionId: VERSION,
  displayName,
})

type Present<T> = (name: string, displayName: string) => T

/** One page of all names; its token is the first name of the next one. */
function page<T>(c: HttpContext, services: HttpServices, present: Present<T>): { models: T[]; nextPageToken?: string } {
  const { pageSize, pageToken } = readQuery(c, pageQuery)
  const all = modelNames(services.flow.catalogue)
  const from = pageToken === undefined ? 0 : all.findIndex(({ name }) => name === pageToken)
  if (from < 0) throw new ReelgateError('field_choice', { param: 'pageToken' })
  const size = pageSize === 0 ? PAGE_SIZE : Math.min(pageSize, PAGE_SIZE_MAX)
  const models = all.slice(from, from + size).map(({ name, model }) => present(name, model.id))
  const next = all[from + size]?.name
  return { models, ...(next !== undefined && { nextPageToken: next }) }
}

function one<T>(c: HttpContext, services: HttpServices, present: Present<T>): T {
  const name = c.req.param('model') ?? ''
  const model = findModel(services.flow.catalogue, name)
  if (model === undefined) throw new ReelgateError('model_not_found', { param: 'model', values: { given: name } })
  return present(name, model.id)
}

/** https://ai.google.dev/api/models */
export const listModels = (c: HttpContext, services: HttpServices) => c.json(page(c, services, geminiModel))
export const getModel = (c: HttpContext, services: HttpServices) => c.json(one(c, services, geminiModel))

/** https://docs.cloud.google.com/vertex-ai/docs/reference/rest/v1beta1/publishers.models */
export function listPublisherModels(c: HttpContext, services: HttpServices): Response {
  const { models: publisherModels, ...rest } = page(c, services, publisherModel)
  return c.json({ publisherModels, ...rest })
}
export const getPublisherModel = (c: HttpContext, services: HttpServices) => c.json(one(c, services, publisherModel))
