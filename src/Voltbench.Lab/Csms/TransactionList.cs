using System.Globalization;
using Npgsql;
using NpgsqlTypes;
using Voltbench.Csms;
using Voltbench.Ocpp;

namespace Voltbench.Lab.Csms;

/// <summary>Reads transactions for the API.</summary>
internal static class TransactionList
{
    private const string Filter =
        "where organization_id = $1 and ($2::text is null or identity = $2) and ($3::boolean is null or (stopped_at is null) = $3)";

    public static async Task<(IReadOnlyList<CsmsTransaction> Items, int Total)> ReadAsync(
        NpgsqlDataSource database, TransactionQuery query, CancellationToken stop)
    {
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(Command($"select count(*) from ocpp.csms_transactions {Filter}", query));
        var page = Command(
            $"""
             select id, reference, identity, ocpp_version, evse_id, connector_id, id_token, meter_start_wh, meter_last_wh, meter_stop_wh, started_at, stopped_at, stop_reason
             from ocpp.csms_transactions {Filter} order by id offset $4 limit $5
             """,
            query);
        page.Parameters.Add(new NpgsqlParameter<long> { TypedValue = query.Offset });
        page.Parameters.Add(new NpgsqlParameter<int> { TypedValue = query.Limit });
        batch.BatchCommands.Add(page);

        await using var reader = await batch.ExecuteReaderAsync(stop);
        await reader.ReadAsync(stop);
        var total = (int)reader.GetInt64(0);
        await reader.NextResultAsync(stop);
        var items = new List<CsmsTransaction>();
        while (await reader.ReadAsync(stop))
            items.Add(Read(reader));
        return (items, total);
    }

    private static NpgsqlBatchCommand Command(string sql, TransactionQuery query) => new(sql)
    {
        Parameters =
        {
            new NpgsqlParameter<Guid> { TypedValue = query.OrganizationId },
            new NpgsqlParameter { Value = (object?)query.Identity ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text },
            new NpgsqlParameter { Value = (object?)query.Open ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Boolean },
        },
    };

    private static CsmsTransaction Read(NpgsqlDataReader row)
    {
        _ = OcppVersions.TryParse(row.GetString(3), out var version);
        return new CsmsTransaction(
            version == OcppVersion.V16 ? row.GetInt32(0).ToString(CultureInfo.InvariantCulture) : row.GetString(1),
            row.GetString(2),
            version,
            Value<int>(row, 4),
            Value<int>(row, 5),
            row.IsDBNull(6) ? null : row.GetString(6),
            Value<double>(row, 7),
            Value<double>(row, 8),
            Value<double>(row, 9),
            row.GetFieldValue<DateTimeOffset>(10),
            Value<DateTimeOffset>(row, 11),
            row.IsDBNull(12) ? null : row.GetString(12));
    }

    private static T? Value<T>(NpgsqlDataReader row, int column)
        where T : struct => row.IsDBNull(column) ? null : row.GetFieldValue<T>(column);
}
