import type { Theme } from 'vitepress'
import DefaultTheme from 'vitepress/theme-without-fonts'
import { h } from 'vue'
import { termsOf } from '../search-terms.ts'
import { frameStrip } from './frame-strip.ts'
import './style.css'

/** The generator's own theme with our colours, the strip of frames, and a search that knows Chinese. */
const theme: Theme = {
  extends: DefaultTheme,
  Layout: () => h(DefaultTheme.Layout, null, { 'home-hero-after': () => h(frameStrip) }),
  enhanceApp({ siteData }) {
    // A function in the configuration would come to the page as text to be evaluated, which its policy forbids.
    siteData.value.themeConfig.search.options.miniSearch = { options: { tokenize: termsOf } }
  },
}

export default theme
