import { Anchor, Text, Tooltip } from '@mantine/core';

const SHORT = 8;

/** A commit's short hash, linked to its host where the host said an address; the whole hash on hover. */
export function Commit({ sha, url }: { sha: string; url?: string | null }) {
  const short = <span className="commit">{sha.slice(0, SHORT)}</span>;
  return (
    <Tooltip label={sha} maw={420}>
      {isWeb(url) ? (
        <Anchor href={url} target="_blank" rel="noreferrer" inherit underline="always">
          {short}
        </Anchor>
      ) : (
        <Text component="span" inherit>
          {short}
        </Text>
      )}
    </Tooltip>
  );
}

/** Only what leads to the web becomes a link: an address may come from a webhook's body. */
export function isWeb(url: string | null | undefined): url is string {
  return url !== null && url !== undefined && /^https?:\/\//i.test(url);
}

/** The first line of a commit's message. */
export function subject(message: string): string {
  return message.split('\n', 1)[0] ?? '';
}
