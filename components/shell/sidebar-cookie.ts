/** Read by the server, so that the first paint already has the width that was chosen. */
export const sidebarCookie = "muniment-sidebar";

const yearSeconds = 31_536_000;

/** Remembers the sidebar's width for the next page load. */
export function rememberSidebar(collapsed: boolean): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store is missing outside secure contexts
  document.cookie = `${sidebarCookie}=${collapsed ? "collapsed" : "open"}; path=/; max-age=${yearSeconds}; samesite=lax`;
}
