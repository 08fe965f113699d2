import { Anchor, Button, Card, Group, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, Navigate } from 'react-router';
import { projects } from '../../api/queries';
import { lastProject } from '../../app/lastProject';
import { useTitle } from '../../app/useTitle';
import { Empty, Shown } from '../../parts/States';

/** The start: straight to the project of last time, or a choice. */
export default function Start({ choose = false }: { choose?: boolean }) {
  useTitle('Projects');
  const query = useQuery(projects);
  return (
    <Shown query={query} page>
      {({ items }) => {
        const known = items.find((project) => project.id === lastProject()) ?? items[0];
        if (!known) return <NoProject />;
        if (!choose) return <Navigate to={`/projects/${known.id}`} replace />;
        return (
          <Stack>
            <Group justify="space-between">
              <Title order={1} size="h2">
                Projects
              </Title>
              <Button component={Link} to="/projects/new">
                New project
              </Button>
            </Group>
            <SimpleGrid cols={{ base: 1, sm: 2, md: 3 }}>
              {items.map((project) => (
                <Card key={project.id} withBorder>
                  <Anchor component={Link} to={`/projects/${project.id}`} fw={600}>
                    {project.name}
                  </Anchor>
                  <Text size="sm" c="dimmed" className="break">
                    {project.repositories.join(', ')}
                  </Text>
                </Card>
              ))}
            </SimpleGrid>
          </Stack>
        );
      }}
    </Shown>
  );
}

function NoProject() {
  return (
    <Empty
      page
      title="You are in no project yet"
      action={
        <Button component={Link} to="/projects/new">
          New project
        </Button>
      }
    >
      Make one, and you are its Admin; or ask an Admin of an existing one to add your e-mail address.
    </Empty>
  );
}
