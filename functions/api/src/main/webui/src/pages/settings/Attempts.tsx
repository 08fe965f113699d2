import { Anchor, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { NoticeAttempt } from '../../api/types';
import { LoadMore } from '../../parts/LoadMore';
import { Failure, Loading } from '../../parts/States';
import { Tone } from '../../parts/Tone';
import { When } from '../../parts/time';
import { attemptPages } from './noticeQueries';
import { CHANNEL, eventWords, OUTCOME } from './notices';

/** What became of each notice: every try to send one. */
export function Attempts({ project }: { project: string }) {
  const query = useInfiniteQuery(attemptPages(project));
  const items = query.data?.pages.flatMap((page) => page.items);
  return (
    <Stack gap="sm" component="section" aria-labelledby="attempts">
      <div>
        <Title order={2} size="h3" id="attempts">
          Delivery attempts
        </Title>
        <Text c="dimmed">Each try of the last 30 days to send a notice, the e-mails to members included.</Text>
      </div>
      {!items && query.error && <Failure error={query.error} retry={() => void query.refetch()} />}
      {!items && !query.error && <Loading />}
      {items?.length === 0 && <Text c="dimmed">Nothing was sent yet.</Text>}
      {items && items.length > 0 && (
        <Paper withBorder component="ul" className="rows">
          {items.map((attempt) => (
            <Row key={attempt.id} project={project} attempt={attempt} />
          ))}
        </Paper>
      )}
      <LoadMore query={query} />
    </Stack>
  );
}

function Row({ project, attempt }: { project: string; attempt: NoticeAttempt }) {
  const { tone, words } = OUTCOME[attempt.outcome];
  return (
    <Group component="li" justify="space-between" align="flex-start" gap="xs" p="md">
      <Stack gap={2} style={{ flex: '1 1 16rem', minWidth: 0 }}>
        <Text fw={600}>{eventWords(attempt.event)}</Text>
        <Text size="sm" className="break">
          {CHANNEL[attempt.kind].name} to {attempt.to}
        </Text>
        {attempt.detail && (
          <Text size="sm" c="dimmed" className="break">
            {attempt.detail}
          </Text>
        )}
        <Text size="sm" c="dimmed">
          <When at={attempt.at} />
          {attempt.number > 1 && ` · try ${attempt.number}`}
          {attempt.run_id && (
            <>
              {' · '}
              <Anchor component={Link} to={`/projects/${project}/runs/${attempt.run_id}`} inherit underline="always">
                Open the run
              </Anchor>
            </>
          )}
        </Text>
      </Stack>
      <Tone tone={tone}>{words}</Tone>
    </Group>
  );
}
