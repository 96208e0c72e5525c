import { useData, withBase } from 'vitepress'
import { defineComponent, h } from 'vue'

/** Frames that the built-in renderer has drawn, as scripts/home-frames.ts writes them, and the prompts they are of. */
const FRAMES = [
  { file: 'beach', prompt: 'a golden retriever running on the beach at sunset' },
  { file: 'aurora', prompt: '雪山下奔跑的狐狸，极光，夜晚' },
  { file: 'reef', prompt: 'a clownfish swimming underwater, coral reef' },
  { file: 'horses', prompt: 'two horses galloping in a meadow, rainbow, joyful' },
  { file: 'storm', prompt: 'a sailboat in a storm at sea, noir' },
] as const

const CAPTION = {
  en: 'Frames of clips that the built-in renderer made from these prompts. It is a procedural animator, not a generative model.',
  zh: '内置渲染器根据这些提示词生成的画面。它是程序化动画，不是生成式模型。',
}

export const frameStrip = defineComponent(() => {
  const { lang } = useData()
  return () =>
    h('figure', { class: 'frame-strip' }, [
      h(
        'div',
        { class: 'frames', tabindex: 0, role: 'group', 'aria-label': lang.value === 'en' ? 'Frames' : '画面' },
        FRAMES.map(({ file, prompt }) =>
          h('figure', { class: 'frame' }, [
            h('img', { src: withBase(`/images/home/${file}.webp`), alt: prompt, width: 480, height: 270 }),
            h('figcaption', prompt),
          ]),
        ),
      ),
      h('figcaption', lang.value === 'en' ? CAPTION.en : CAPTION.zh),
    ])
})
