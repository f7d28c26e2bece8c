// Loaded before anything is drawn: the theme chosen here, and the fact that scripts run.
(() => {
  const root = document.documentElement;
  root.classList.add('scripted');
  try {
    const chosen = localStorage.getItem('theme');
    if (chosen === 'dark' || chosen === 'light') root.dataset.theme = chosen;
  } catch { /* storage is switched off: the system's theme stands */ }
})();
