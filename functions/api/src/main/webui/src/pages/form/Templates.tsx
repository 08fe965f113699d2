import { Anchor, Card, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { Template } from '../../api/types';
import { sentence } from '../../parts/rule';
import { draftOf, valuesOf } from './values';

/** Rules to start from, as cards; choosing one puts it into the address. */
export function Templates({ templates }: { templates: Template[] }) {
  return (
    <SimpleGrid cols={{ base: 1, sm: 2, md: 3 }} component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
      {templates.map((template) => (
        <Choice key={template.id} id={template.id} name={template.name} description={template.description}>
          <Text size="sm" className="break">
            {sentence(draftOf(valuesOf(template.rule)))}
          </Text>
        </Choice>
      ))}
      <Choice id="scratch" name="Start from scratch" description="An empty form, for what no template fits." />
    </SimpleGrid>
  );
}

interface ChoiceProps {
  id: string;
  name: string;
  description: string;
  children?: ReactNode;
}

function Choice({ id, name, description, children }: ChoiceProps) {
  return (
    <Card component="li" withBorder className="choice">
      <Stack gap="xs" h="100%">
        <Title order={2} size="h5">
          <Anchor component={Link} to={`?template=${id}`} inherit>
            {name}
          </Anchor>
        </Title>
        <Text size="sm" c="dimmed">
          {description}
        </Text>
        {children}
      </Stack>
    </Card>
  );
}
