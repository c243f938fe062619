-- Why a frame is not what a good station would do; null for an ordinary one. Days that exist get the column with the parent.
alter table ocpp.frames add column mark text;

-- RFC 7396: members of the patch replace those of the target, null removes, objects go into each other.
create function ocpp.merge_patch(target jsonb, patch jsonb) returns jsonb
language sql immutable parallel safe as $$
    select case when jsonb_typeof(patch) <> 'object' then patch else (
        select coalesce(jsonb_object_agg(name, value), '{}')
        from (
            select t.key as name, t.value
            from jsonb_each(case jsonb_typeof(target) when 'object' then target else '{}' end) t
            where not patch ? t.key
            union all
            select p.key, ocpp.merge_patch(case jsonb_typeof(target) when 'object' then target -> p.key end, p.value)
            from jsonb_each(patch) p
            where jsonb_typeof(p.value) <> 'null') merged)
    end
$$;
