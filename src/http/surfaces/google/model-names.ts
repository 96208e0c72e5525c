import type { Catalogue, Model } from '../../../domain/model.ts'

/**
 * Google's names for the models of the contract: the Gemini API's and Vertex AI's. The catalogue is asked first, so that
 * an operator's own model or alias of the same name wins.
 */
const GOOGLE_NAMES: ReadonlyMap<string, string> = new Map([
  ['veo-3.1-generate-preview', 'veo3.1-quality-official'],
  ['veo-3.1-fast-generate-preview', 'veo3.1-fast-official'],
  ['veo-3.1-generate-001', 'veo3.1-quality-official'],
  ['veo-3.1-fast-generate-001', 'veo3.1-fast-official'],
])

/** A model by our name or Google's. */
export function findModel(catalogue: Catalogue, name: string): Model | undefined {
  return catalogue.find(name) ?? catalogue.find(GOOGLE_NAMES.get(name) ?? '')
}

/** Every name a model goes by here, Google's first. */
export function modelNames(catalogue: Catalogue): { name: string; model: Model }[] {
  const names = [...GOOGLE_NAMES.keys(), ...catalogue.models.map(({ id }) => id)]
  return names.flatMap((name) => {
    const model = findModel(catalogue, name)
    return model === undefined ? [] : [{ name, model }]
  })
}
