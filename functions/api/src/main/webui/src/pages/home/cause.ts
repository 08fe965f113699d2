import type { Run, RuleText } from '../../api/types';

/** What made the run, in a few words: "main", "tag v1.2", "pull request #12: Title", "by hand: main". */
export function cause({ type, branch, tag, ref, pr }: Run['trigger']): string {
  switch (type) {
    case 'push':
      return branch;
    case 'tag_push':
      return `tag ${tag}`;
    case 'pr_open':
    case 'pr_merge': {
      const { number, title }: { number?: unknown; title?: unknown } = pr ?? {};
      const named = typeof title === 'string' && title ? `: ${title}` : '';
      const what = typeof number === 'number' ? `pull request #${number}${named}` : `a pull request${named}`;
      return type === 'pr_merge' ? `${what} (merged)` : what;
    }
    case 'manual':
      return ref ? `by hand: ${ref}` : 'by hand';
  }
}

/** The action that the run carries out, as its rule said it then. */
export function actionOf(run: Run): RuleText['action'] {
  return run.action as unknown as RuleText['action'];
}

export function capital(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}
