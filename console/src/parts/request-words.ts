import { dictionary } from '../i18n/dictionary.ts'

/** What the values of a request are called, where it is made and where it is looked at. */
export const words = dictionary({
  en: {
    personNames: { allow_adult: 'Allow adults', disallow: 'Nobody' },
    resizeNames: { pad: 'Pad with bars', crop: 'Crop' },
  },
  zh: {
    personNames: { allow_adult: '允许成年人', disallow: '不出现人物' },
    resizeNames: { pad: '留边', crop: '裁剪' },
  },
})
