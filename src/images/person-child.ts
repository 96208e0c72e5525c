import { readFile } from 'node:fs/promises'
import { setPriority } from 'node:os'
import { loadGraphModel } from '@tensorflow/tfjs-converter'
import { env, setBackend, tensor, tidy, type Tensor } from '@tensorflow/tfjs-core'
import '@tensorflow/tfjs-backend-wasm'
import sharp from 'sharp'

/** What the child is asked: a picture that has been decoded once already, by its absolute path. */
export interface PersonQuestion {
  file: string
  pixelsMax: number
}

/** What it says; `error` is for the log. */
export type PersonAnswer = { person: boolean } | { error: string }

// Below everything that answers people.
const PRIORITY = 10
/** The model sees a square of this side; a picture is fitted into it whole, with black around it. */
const SIDE = 512
const DETECTIONS = 'tower_0/detections'
const PERSON = 0
// Pictures with people score 0.3 to 0.9, those without one up to 0.2; but specks of a cactus or a tree score like far people.
const SCORE_MIN = 0.3
const SIDE_MIN = SIDE / 20

/** The shape of a converted model: https://github.com/tensorflow/tfjs/tree/master/tfjs-converter */
interface ModelFile {
  modelTopology: object
  weightsManifest: { weights: { name: string; shape: number[]; dtype: 'float32' | 'int32' }[] }[]
}

/** MB3-CenterNet, trained on COCO's photographs; a 4 MB file inside the package. */
async function openModel() {
  // On threads of its own it would take both cores from those who answer requests.
  env().set('WASM_HAS_MULTITHREAD_SUPPORT', false)
  await setBackend('wasm')
  // The package has no address for its models; its entry, which is never loaded, is in the folder next to theirs.
  const folder = new URL('../models/', import.meta.resolve('@vladmandic/human'))
  const { modelTopology, weightsManifest } = JSON.parse(
    await readFile(new URL('centernet.json', folder), 'utf8'),
  ) as ModelFile
  const weightData = new Uint8Array(await readFile(new URL('centernet.bin', folder))).buffer
  const weightSpecs = weightsManifest.flatMap(({ weights }) => weights)
  return loadGraphModel({ load: async () => ({ modelTopology, weightSpecs, weightData }) })
}

let model: ReturnType<typeof openModel> | undefined

async function holdsPerson({ file, pixelsMax }: PersonQuestion): Promise<boolean> {
  const opened = await (model ??= openModel())
  const pixels = await sharp(file, { limitInputPixels: pixelsMax, sequentialRead: true })
    .flatten({ background: '#808080' })
    .toColourspace('srgb')
    .resize(SIDE, SIDE, { fit: 'contain', background: '#000' })
    .raw()
    .toBuffer()
  const rows = tidy(() => {
    const detections = opened.execute(tensor(Float32Array.from(pixels), [1, SIDE, SIDE, 3]), DETECTIONS) as Tensor
    return (detections.arraySync() as number[][][])[0] ?? []
  })
  return rows.some(([left = 0, top = 0, right = 0, bottom = 0, score = 0, kind]) => {
    const side = Math.max(right - left, bottom - top)
    return kind === PERSON && score >= SCORE_MIN && side >= SIDE_MIN
  })
}

try {
  setPriority(PRIORITY)
} catch {
  // A sandbox may forbid it.
}

process.on('disconnect', () => process.exit())
process.on('message', (question: PersonQuestion) => {
  const tell = (answer: PersonAnswer) => process.send?.(answer)
  holdsPerson(question).then(
    (person) => tell({ person }),
    (cause: unknown) => tell({ error: cause instanceof Error ? cause.message : String(cause) }),
  )
})
