// Light or dark before the first paint: the program itself comes too late for that. A file of its own, since the policy
// of the page allows no script inside it. Knows the setting by the name that main.tsx gives it.
;(() => {
  const isDark = matchMedia('(prefers-color-scheme: dark)').matches
  let chosen
  try {
    chosen = localStorage.getItem('reelgate.scheme')
  } catch {
    // Then it is as the system has it.
  }
  const scheme = chosen === 'light' || chosen === 'dark' ? chosen : isDark ? 'dark' : 'light'
  document.documentElement.dataset.mantineColorScheme = scheme
})()
