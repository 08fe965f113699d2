import { type CSSVariablesResolver, createTheme } from '@mantine/core';

/** Colours are chosen so that text has a contrast of at least 4.5:1 in both schemes. */
export const theme = createTheme({
  primaryColor: 'cyan',
  primaryShade: { light: 9, dark: 9 },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif',
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace',
  headings: { fontWeight: '650' },
  components: {
    Tooltip: { defaultProps: { withArrow: true, multiline: true, maw: 320 } },
    // Its header is a heading of the dialog, not a banner of the page.
    Modal: {
      defaultProps: {
        centered: true,
        closeButtonProps: { 'aria-label': 'Close' },
        attributes: { header: { role: 'presentation' } },
      },
    },
    Anchor: { defaultProps: { underline: 'hover' } },
    Notification: { defaultProps: { closeButtonProps: { 'aria-label': 'Close' } } },
  },
});

export const variables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#50575e',
    '--mantine-color-placeholder': '#6a7178',
    '--mantine-color-anchor': '#0b6a7d',
    '--mantine-color-error': '#c02020',
    '--sluice-page': '#f6f8f9',
    '--sluice-good': '#1d6b2f',
    '--sluice-good-soft': '#e3f4e6',
    '--sluice-bad': '#a61b1b',
    '--sluice-bad-soft': '#fce8e8',
    '--sluice-wait': '#7a4b00',
    '--sluice-wait-soft': '#fdf0d5',
    '--sluice-busy': '#0b5a8a',
    '--sluice-busy-soft': '#e0f0fa',
    '--sluice-calm': '#454d55',
    '--sluice-calm-soft': '#e9edf0',
  },
  dark: {
    '--mantine-color-dimmed': '#b4bac0',
    '--mantine-color-placeholder': '#9aa1a8',
    '--mantine-color-anchor': '#66d2e3',
    '--mantine-color-error': '#ff8f8f',
    '--sluice-page': '#1b1e21',
    '--sluice-good': '#8ce09d',
    '--sluice-good-soft': '#1f3a26',
    '--sluice-bad': '#ffa3a3',
    '--sluice-bad-soft': '#4a2222',
    '--sluice-wait': '#ffd27a',
    '--sluice-wait-soft': '#463615',
    '--sluice-busy': '#8fd0ff',
    '--sluice-busy-soft': '#17344a',
    '--sluice-calm': '#ccd2d8',
    '--sluice-calm-soft': '#363b40',
  },
});
