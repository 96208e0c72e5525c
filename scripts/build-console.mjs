// npm runs this after an install (`prepare`), with whatever Node there is: plain JavaScript, as the launcher is.
// Where the development packages were left out (`npm ci --omit=dev`) there is nothing to build with: the program serves what
// was built before, or no console.

import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)

function isHere(name) {
  try {
    require.resolve(`${name}/package.json`)
    return true
  } catch {
    return false
  }
}

if (isHere('vite')) {
  const { build } = await import('vite')
  await build({ root: 'console', configFile: 'console/vite.config.ts', logLevel: 'warn' })
} else {
  process.stderr.write('The console was not built: the development packages are not installed.\n')
}
