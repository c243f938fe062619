using Dapper;
using Npgsql;
using Voltbench.Lab.Database;
using Voltbench.Lab.Provisioning;

namespace Voltbench.Lab.Chargers;

/// <summary>A single charger that was stored.</summary>
public sealed record CreatedChargerRow(string Id, string WorkflowRunId);

/// <summary>Writes single chargers and changes of many. Everything happens in the caller's transaction, the signal to the fleet included.</summary>
public sealed class ChargerWriter(ChargerDecisions decisions)
{
    /// <summary>Up to this many changed chargers are signalled one by one.</summary>
    private const int SingleSignals = 16;

    private const string Insert =
        """
        insert into ocpp.chargers (
            id, organization_id, location_id, identity, name, brand_slug, model_slug, connector_type, ocpp_version, ws_url, basic_user,
            authorization_key, security_profile, behavior, seed, shard, status, workflow_run_id)
        values (
            @Id, @OrganizationId, @LocationId, @Identity, @Name, @BrandSlug, @ModelSlug, @ConnectorType, @OcppVersion, @WsUrl, @BasicUser,
            @AuthorizationKey, @SecurityProfile, @Behavior, coalesce(@Seed, hashtextextended(@Id, 0)), @Shard, 'PROVISIONING', @WorkflowRunId)
        on conflict (organization_id, identity) do nothing
        returning key
        """;

    /// <summary>In key order, as every other statement over many chargers, so that two of them cannot wait for each other.</summary>
    private const string LockSettings =
        """
        select key, id, identity, name, brand_slug, model_slug, connector_type, location_id, ocpp_version, ws_url, basic_user, authorization_key,
               security_profile::integer as security_profile, exists (select from ocpp.ocpi_ocpp_topologies t where t.charger_id = chargers.id) as has_evses
        from ocpp.chargers
        where organization_id = @OrganizationId and desired <> 'deleted' and (@LocationId::uuid is null or location_id = @LocationId) and (@Ids::text[] is null or id = any(@Ids))
        order by key
        for no key update
        """;

    /// <summary>The generation moves only when something changed that the runtime sees.</summary>
    private const string Update =
        """
        update ocpp.chargers c
        set name = u.name, connector_type = u.connector_type, location_id = u.location_id, ocpp_version = u.ocpp_version, ws_url = u.ws_url,
            basic_user = u.basic_user, authorization_key = u.authorization_key, security_profile = u.security_profile, updated_at = now(),
            behavior = case when not @SetsBehavior then c.behavior when @Behavior::jsonb is null then '{}' else ocpp.merge_patch(c.behavior, @Behavior::jsonb) end,
            seed = coalesce(@Seed, c.seed),
            generation = c.generation + case when @SetsBehavior or (c.connector_type, c.ocpp_version, c.ws_url, c.basic_user, c.authorization_key, c.security_profile)
                is distinct from (u.connector_type, u.ocpp_version, u.ws_url, u.basic_user, u.authorization_key, u.security_profile) then 1 else 0 end
        from unnest(@Keys, @Names, @ConnectorTypes, @LocationIds, @OcppVersions, @WsUrls, @BasicUsers, @AuthorizationKeys, @SecurityProfiles)
            as u(key, name, connector_type, location_id, ocpp_version, ws_url, basic_user, authorization_key, security_profile)
        where c.key = u.key
        """;

    /// <summary>The number of a connector is its connectorId in 1.6 and its evseId in 2.0.1.</summary>
    private const string FollowVersion =
        """
        update ocpp.ocpi_ocpp_topologies t
        set ocpp_version = c.ocpp_version,
            connector_id = case when c.ocpp_version = 'OCPP1.6' then coalesce(t.connector_id, t.evse_id) end,
            evse_id = case when c.ocpp_version <> 'OCPP1.6' then coalesce(t.connector_id, t.evse_id) end
        from ocpp.chargers c
        where c.key = any(@Keys) and t.charger_id = c.id and t.ocpp_version <> c.ocpp_version
        """;

    /// <summary>Stores a charger as running and PROVISIONING; null when the identity is taken in the organization.</summary>
    public static async Task<CreatedChargerRow?> CreateAsync(
        NpgsqlTransaction transaction, Guid organizationId, Guid locationId, string identity, string? name, ChargerTemplate template, CancellationToken ct)
    {
        var row = new CreatedChargerRow(ChargerIds.NewChargerId(), ChargerIds.NewWorkflowRunId());
        var key = await transaction.Connection!.ExecuteScalarAsync<long?>(new CommandDefinition(
            Insert,
            new
            {
                row.Id,
                OrganizationId = organizationId,
                LocationId = locationId,
                Identity = identity,
                Name = name,
                template.BrandSlug,
                template.ModelSlug,
                template.ConnectorType,
                template.OcppVersion,
                template.WsUrl,
                template.BasicUser,
                template.AuthorizationKey,
                template.SecurityProfile,
                Behavior = new Jsonb(template.Behavior?.GetRawText() ?? "{}"),
                template.Seed,
                Shard = ChargerIds.ShardOf(row.Id),
                row.WorkflowRunId,
            },
            transaction,
            cancellationToken: ct));
        if (key is null)
            return null;
        await SignalAsync(transaction, [FleetSignal.Charger(key.Value)], ct);
        return row;
    }

    /// <summary>Changes chargers, each for itself.</summary>
    /// <param name="transaction">The caller's.</param>
    /// <param name="organizationId">Owner.</param>
    /// <param name="locationId">Only chargers of this location; null for any.</param>
    /// <param name="ids">Only these; null for all.</param>
    /// <param name="change">What is supplied.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>One entry per charger found, in order of creation: null when it was changed, else why not.</returns>
    public async Task<IReadOnlyList<(string Id, Refusal? Refusal)>> ChangeAsync(
        NpgsqlTransaction transaction, Guid organizationId, Guid? locationId, IReadOnlyCollection<string>? ids, ChargerChange change, CancellationToken ct)
    {
        var connection = transaction.Connection!;
        var found = await connection.QueryAsync<ChargerSettings>(new CommandDefinition(
            LockSettings, new { OrganizationId = organizationId, LocationId = locationId, Ids = ids?.ToArray() }, transaction, cancellationToken: ct));
        var outcomes = new List<(string, Refusal?)>();
        var changed = new List<ChargerSettings>();
        foreach (var current in found)
        {
            var decision = decisions.Change(current, change);
            outcomes.Add((current.Id, decision.Refusal));
            if (decision.Value is { } next && (next != current || change.Behavior is not null))
                changed.Add(next);
        }

        if (changed.Count > 0)
        {
            await connection.ExecuteAsync(new CommandDefinition(Update, Columns(changed, change.Behavior), transaction, cancellationToken: ct));
            if (changed.Where(static c => c.HasEvses).Select(static c => c.Key).ToArray() is { Length: > 0 } sited)
                await connection.ExecuteAsync(new CommandDefinition(FollowVersion, new { Keys = sited }, transaction, cancellationToken: ct));
            var signals = changed.Count <= SingleSignals
                ? changed.Select(c => FleetSignal.Charger(c.Key))
                : changed.Select(c => FleetSignal.Location(c.LocationId)).Distinct();
            await SignalAsync(transaction, [.. signals], ct);
        }

        return outcomes;
    }

    private static object Columns(List<ChargerSettings> rows, BehaviorPatch? behavior) => new
    {
        SetsBehavior = behavior is not null,
        Behavior = behavior?.ToSql(),
        Seed = behavior?.Settings.Seed,
        Keys = rows.Select(r => r.Key).ToArray(),
        Names = rows.Select(r => r.Name).ToArray(),
        ConnectorTypes = rows.Select(r => r.ConnectorType).ToArray(),
        LocationIds = rows.Select(r => r.LocationId).ToArray(),
        OcppVersions = rows.Select(r => r.OcppVersion).ToArray(),
        WsUrls = rows.Select(r => r.WsUrl).ToArray(),
        BasicUsers = rows.Select(r => r.BasicUser).ToArray(),
        AuthorizationKeys = rows.Select(r => r.AuthorizationKey).ToArray(),
        SecurityProfiles = rows.Select(r => (short)r.SecurityProfile).ToArray(),
    };

    private static Task SignalAsync(NpgsqlTransaction transaction, string[] payloads, CancellationToken ct)
        => transaction.Connection!.ExecuteAsync(new CommandDefinition(
            "select pg_notify(@Channel, p) from unnest(@Payloads) p",
            new { FleetSignal.Channel, Payloads = payloads },
            transaction,
            cancellationToken: ct));
}
