import { createTheme } from '@mantine/core'
import type { CSSVariablesResolver, MantineColorsTuple } from '@mantine/core'
import classes from './theme.module.css'

/** The one accent. */
const lagoon: MantineColorsTuple = [
  '#eefafc',
  '#d6f1f6',
  '#aee2ec',
  '#7dcfdf',
  '#4bb6cc',
  '#279ab3',
  '#167f99',
  '#10677e',
  '#0e5265',
  '#0a3c4b',
]

/** Greys of the light scheme; 6 is the lightest that still reads as text. */
const gray: MantineColorsTuple = [
  '#f7f8fa',
  '#f0f2f5',
  '#e5e8ed',
  '#d7dbe2',
  '#c1c7d0',
  '#97a0ae',
  '#5d6776',
  '#475060',
  '#303845',
  '#1a2029',
]

/** Greys of the dark scheme, from text to the page behind everything. */
const dark: MantineColorsTuple = [
  '#e6e9ef',
  '#bcc3cf',
  '#98a1b0',
  '#667080',
  '#343c48',
  '#262d37',
  '#1b2129',
  '#13171d',
  '#0e1116',
  '#0a0c10',
]

/** What went wrong, what went well, what wants attention: 6 and 7 read as text, and carry white. */
const red: MantineColorsTuple = [
  '#fff1f0',
  '#ffe0de',
  '#ffc4c0',
  '#ff9c95',
  '#ff7369',
  '#f04f45',
  '#d63429',
  '#bd2c23',
  '#98241d',
  '#6e1b16',
]
const green: MantineColorsTuple = [
  '#effbf3',
  '#d9f4e2',
  '#b3e8c6',
  '#82d7a2',
  '#50c17c',
  '#2fa862',
  '#1b8449',
  '#14713d',
  '#105730',
  '#0b3f23',
]
const yellow: MantineColorsTuple = [
  '#fff8e6',
  '#ffedc2',
  '#ffdd8a',
  '#fcc84d',
  '#f0b021',
  '#d29208',
  '#9a6700',
  '#8a5a00',
  '#6b4600',
  '#4d3200',
]

const SANS =
  "ui-sans-serif, system-ui, -apple-system, 'Segoe UI', Roboto, 'PingFang SC', 'Hiragino Sans GB', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans SC', 'Source Han Sans SC', sans-serif"
const MONO = "ui-monospace, SFMono-Regular, Menlo, Consolas, 'Liberation Mono', 'Noto Sans Mono CJK SC', monospace"

/** The head of a dialog is not the head of the page. */
const NO_BANNER = { header: { role: 'none' } }

export const theme = createTheme({
  colors: { lagoon, gray, dark, red, green, yellow },
  primaryColor: 'lagoon',
  primaryShade: { light: 7, dark: 6 },
  black: '#1a2029',
  fontFamily: SANS,
  fontFamilyMonospace: MONO,
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  headings: {
    fontFamily: SANS,
    fontWeight: '600',
    sizes: { h1: { fontSize: '22px', lineHeight: '1.3' }, h2: { fontSize: '16px', lineHeight: '1.4' } },
  },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Badge: {
      defaultProps: { variant: 'light', tt: 'none' },
      classNames: { root: classes['badge'], label: classes['badge'] },
    },
    Drawer: { defaultProps: { attributes: NO_BANNER } },
    Menu: { defaultProps: { shadow: 'md', position: 'bottom-end', withInitialFocusPlaceholder: false } },
    Modal: {
      defaultProps: { attributes: NO_BANNER, centered: true, radius: 'lg', overlayProps: { backgroundOpacity: 0.45 } },
      classNames: { title: classes['dialogTitle'] },
    },
    Paper: { defaultProps: { radius: 'lg' } },
    Pill: { classNames: { root: classes['pill'] } },
    Tooltip: { defaultProps: { withArrow: true, openDelay: 300 } },
  },
})

/** In the dark a tint of a colour is a breath of its light form: of its dark form nothing would be seen. */
const darkTints = Object.fromEntries(
  Object.entries({ lagoon, gray, red, green, yellow }).flatMap(([name, shades]) => [
    [`--mantine-color-${name}-light`, `color-mix(in srgb, ${shades[5]} 18%, transparent)`],
    [`--mantine-color-${name}-light-color`, shades[3]],
  ]),
)

/** Colours of text that are too faint by default. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': gray[6],
    '--mantine-color-placeholder': '#6b7484',
    '--mantine-color-error': '#c42b2b',
  },
  dark: {
    ...darkTints,
    '--mantine-color-dimmed': dark[2],
    '--mantine-color-placeholder': '#8a93a2',
    '--mantine-color-error': '#ff8a8a',
  },
})
