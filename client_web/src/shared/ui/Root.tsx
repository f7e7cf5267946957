/// What stands around every page: theme, server data, language.
import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { setNonce } from 'get-nonce';
import { type ReactNode, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { type AreaLoader, LanguageProvider } from '../i18n';
import { makeQueryClient } from '../net/queries';
import { theme } from '../theme';

function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';
}

/** Put a page into #root. `areas`: the catalogues it speaks with. */
export function mountPage(areas: readonly AreaLoader[], page: ReactNode): void {
  const root = document.getElementById('root');
  if (!root) throw new Error('the page has no #root');
  // Dialogs stop the page from scrolling by a style element of their own, which asks get-nonce for the nonce.
  setNonce(styleNonce());
  createRoot(root).render(
    <StrictMode>
      <MantineProvider theme={theme} forceColorScheme="light" getStyleNonce={styleNonce}>
        <QueryClientProvider client={makeQueryClient()}>
          <LanguageProvider areas={areas}>{page}</LanguageProvider>
        </QueryClientProvider>
      </MantineProvider>
    </StrictMode>,
  );
}
