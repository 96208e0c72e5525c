import { openBoss, openOurs } from './queue-candidates.ts'

// Takes a job, says so, and never lets go of it: for whoever kills it.
const [name, url = ''] = process.argv.slice(2)
const node = await (name === 'ours' ? openOurs : openBoss)(url).node()
await node.work({ places: 1, groupMax: Infinity }, () => {
  console.log('taken')
  return new Promise(() => {})
})
