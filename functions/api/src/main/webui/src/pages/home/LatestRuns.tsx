import { Anchor, Button, Group, Paper, Stack, Title } from '@mantine/core';
import { IconActivity } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useSearchParams } from 'react-router';
import { latestRuns, rules } from '../../api/queries';
import { refusal } from '../../app/access';
import { useProject } from '../../app/useProject';
import { RunRow } from '../../parts/run/RunRow';
import { Empty, Shown } from '../../parts/States';

const SHOWN = 8;

/** Nothing has run: what is missing for it. */
function NoRuns() {
  const { id, role } = useProject();
  const refused = refusal(role, 'developer');
  const none = useQuery(rules(id)).data?.items.length === 0;
  return (
    <Empty
      icon={IconActivity}
      title="No runs yet"
      action={
        none && refused ? null : none ? (
          <Button component={Link} to={`/projects/${id}/rules/new`}>
            Browse templates
          </Button>
        ) : (
          <>
            <Button component={Link} to={`/projects/${id}/settings/webhooks`} variant="default">
              Set up the webhook
            </Button>
            <Button component={Link} to={`/projects/${id}/deliveries`} variant="default">
              See what arrived
            </Button>
          </>
        )
      }
    >
      {none
        ? `A rule says when to deploy what to where. ${refused ? 'There is none so far.' : 'Begin with one of the templates.'}`
        : 'Push something that a rule watches, and its run shows here within seconds. The git host needs the project’s webhook for that.'}
    </Empty>
  );
}

/** The newest runs of the project; the address says which one is open. */
export function LatestRuns() {
  const { id } = useProject();
  const [search, setSearch] = useSearchParams();
  const query = useQuery(latestRuns(id));
  const open = search.get('run');
  const toggle = (run: string) =>
    setSearch(
      (now) => {
        if (open === run) now.delete('run');
        else now.set('run', run);
        return now;
      },
      { replace: true, preventScrollReset: true },
    );
  return (
    <Stack component="section" gap="sm" aria-labelledby="latest">
      <Group justify="space-between" align="baseline">
        <Title order={2} size="h4" id="latest">
          Latest runs
        </Title>
        <Anchor component={Link} to={`/projects/${id}/runs`} size="sm">
          All runs
        </Anchor>
      </Group>
      <Shown query={query} lines={5}>
        {({ items }) => (
          <Paper withBorder style={{ overflow: 'hidden' }}>
            {items.length === 0 ? (
              <NoRuns />
            ) : (
              <ul className="lines">
                {items.slice(0, SHOWN).map((run) => (
                  <RunRow key={run.id} run={run} showRule open={run.id === open} onToggle={() => toggle(run.id)} />
                ))}
              </ul>
            )}
          </Paper>
        )}
      </Shown>
    </Stack>
  );
}
