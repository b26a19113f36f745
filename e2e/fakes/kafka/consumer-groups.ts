import { randomUUID } from 'node:crypto';
import { errors } from './apis.ts';

interface Group {
  generation: number;
  member_id: string | undefined;
  assignment: Buffer;
}

interface Membership {
  group_id: string;
  generation_id: number;
  member_id: string;
}

/** Groups of one member: who joins last has all partitions, and his predecessor is told that he is unknown and may commit no more. */
export const createConsumerGroups = () => {
  const groups = new Map<string, Group>();
  const groupOf = (group_id: string): Group => {
    const group = groups.get(group_id) ?? { generation: 0, member_id: undefined, assignment: Buffer.alloc(0) };
    groups.set(group_id, group);
    return group;
  };

  /** The error code that these words of a member deserve. */
  const judge = ({ group_id, generation_id, member_id }: Membership): number => {
    const group = groupOf(group_id);
    if (group.member_id !== member_id) return errors.unknown_member;
    return group.generation === generation_id ? errors.none : errors.illegal_generation;
  };

  return {
    judge,
    join: (group_id: string, member_id: string) => {
      const group = groupOf(group_id);
      group.generation += 1;
      group.member_id = member_id || `member-${randomUUID()}`;
      group.assignment = Buffer.alloc(0);
      return { generation_id: group.generation, member_id: group.member_id };
    },
    /** The leader, who is alone, says what he reads. */
    sync: (membership: Membership, assignments: readonly { member_id: string; assignment: Buffer }[]) => {
      const group = groupOf(membership.group_id);
      const error_code = judge(membership);
      const own = assignments.find(({ member_id }) => member_id === membership.member_id);
      if (error_code === errors.none && own) group.assignment = Buffer.from(own.assignment);
      return { error_code, assignment: group.assignment };
    },
    leave: (group_id: string, member_id: string): number => {
      const group = groupOf(group_id);
      if (group.member_id !== member_id) return errors.unknown_member;
      group.member_id = undefined;
      return errors.none;
    },
  };
};
