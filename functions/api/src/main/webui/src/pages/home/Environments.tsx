import { Anchor, Button, Group, Paper, SimpleGrid, Stack, Title } from '@mantine/core';
import { IconServer } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { environments } from '../../api/queries';
import { refusal } from '../../app/access';
import { useProject } from '../../app/useProject';
import { Empty, Shown } from '../../parts/States';
import { EnvironmentCard } from './EnvironmentCard';

/** Where builds run: one card for each environment. */
export function Environments() {
  const { id, role } = useProject();
  const query = useQuery(environments(id));
  const settings = `/projects/${id}/settings/environments`;
  const mayWrite = refusal(role, 'admin') === null;
  return (
    <Stack component="section" gap="sm" aria-labelledby="environments">
      <Group justify="space-between" align="baseline">
        <Title order={2} size="h4" id="environments">
          Environments
        </Title>
        <Anchor component={Link} to={settings} size="sm" aria-label="Manage environments">
          Manage
        </Anchor>
      </Group>
      <Shown query={query} lines={2}>
        {({ items }) =>
          items.length === 0 ? (
            <Paper withBorder>
              <Empty
                icon={IconServer}
                title="No environments yet"
                action={
                  mayWrite && (
                    <Button component={Link} to={settings}>
                      Add an environment
                    </Button>
                  )
                }
              >
                {mayWrite
                  ? 'An environment is where a build runs: staging, production. Rules need one to deploy to.'
                  : 'An environment is where a build runs. An Admin of this project can add one in the settings.'}
              </Empty>
            </Paper>
          ) : (
            <SimpleGrid cols={{ base: 1, sm: 2, lg: items.length > 2 ? 3 : 2 }} spacing="md">
              {items.map((environment) => (
                <EnvironmentCard key={environment.id} environment={environment} />
              ))}
            </SimpleGrid>
          )
        }
      </Shown>
    </Stack>
  );
}
