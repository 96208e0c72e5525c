import type { PageLanguage } from '../scripts/docs/page-language.ts'

/** A group of pages in the sidebar, in reading order. A name that ends in `*` stands for every page that begins so. */
export interface SidebarGroup {
  title: Readonly<Record<PageLanguage, string>>
  pages: readonly string[]
}

/** Every page of docs/en and docs/zh stands in one group; pages that are not there are left out. */
export const SIDEBAR: readonly SidebarGroup[] = [
  { title: { en: 'Start', zh: '入门' }, pages: ['quick-start', 'concepts'] },
  {
    title: { en: 'Make videos', zh: '生成视频' },
    pages: ['text-to-video', 'first-and-last-frame', 'uploads', 'seeds-and-samples', 'audio'],
  },
  {
    title: { en: 'Build on it', zh: '接入与集成' },
    pages: ['idempotency', 'webhooks', 'limits-and-retries', 'cancelling', 'usage', 'sdk*', 'surfaces', 'emulator'],
  },
  {
    title: { en: 'Move to Reelgate', zh: '迁移' },
    pages: ['migrate-from-google', 'migrate-from-apimart', 'migrate-from-new-api'],
  },
  {
    title: { en: 'Operate', zh: '运维' },
    pages: [
      'deployment',
      'containers',
      'kubernetes',
      'many-machines',
      'postgres',
      'object-store',
      'console',
      'operating',
      'providers',
      'money',
      'tracing',
      'runbooks',
    ],
  },
  {
    title: { en: 'Reference', zh: '参考' },
    pages: ['api', 'admin-api', 'errors', 'task-states', 'settings', 'metrics'],
  },
  { title: { en: 'Built-in renderer', zh: '内置渲染器' }, pages: ['scenes', 'pictures', 'benchmarks'] },
]

/** What is in English alone, and where it is in the repository. */
export const INTERNALS = [
  { name: 'architecture', source: 'ARCHITECTURE.md' },
  { name: 'contributing', source: 'CONTRIBUTING.md' },
  { name: 'security', source: 'SECURITY.md' },
  { name: 'changelog', source: 'CHANGELOG.md' },
] as const
