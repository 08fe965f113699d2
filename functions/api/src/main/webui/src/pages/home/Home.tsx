import { Group, Stack, Text, Title } from '@mantine/core';
import { useProject } from '../../app/useProject';
import { useTitle } from '../../app/useTitle';
import { Environments } from './Environments';
import { LatestRuns } from './LatestRuns';
import { Waiting } from './Waiting';

export default function Home() {
  const { id, project } = useProject();
  const name = project?.name ?? id;
  useTitle(name);
  return (
    <Stack gap="xl">
      <Group justify="space-between" align="baseline" gap="xs">
        <Title order={1} size="h2" className="break">
          {name}
        </Title>
        <Text c="dimmed" size="sm" className="break">
          {project?.repositories.join(', ')}
        </Text>
      </Group>
      <Waiting />
      <Environments />
      <LatestRuns />
    </Stack>
  );
}
