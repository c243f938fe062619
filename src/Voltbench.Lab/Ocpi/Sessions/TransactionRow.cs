using Npgsql;
using Voltbench.Ocpi;

namespace Voltbench.Lab.Ocpi.Sessions;

/// <summary>A transaction at a charger of a CPO, with the session that was made of it so far.</summary>
internal sealed record TransactionRow
{
    /// <summary>Changes of a running transaction from which on only the readings around <see cref="PeriodGrid"/> are read: a session of days costs no more than one of an hour.</summary>
    public const int ManyChanges = 250;

    /// <summary><c>ocpp.csms_transactions.id</c></summary>
    public required int Id { get; init; }

    /// <summary>Of the CPO.</summary>
    public required long PartyId { get; init; }

    public required SessionParty? Party { get; init; }

    public required string Identity { get; init; }

    /// <summary>Where it is; null = the connector is no EVSE of the CPO, or nobody knows yet which.</summary>
    public string? EvseUid { get; init; }

    public string? ChargerId { get; init; }

    /// <summary>What tells the transactions of a station apart.</summary>
    public required string Reference { get; init; }

    /// <summary>What the driver showed; null = nothing yet.</summary>
    public string? IdToken { get; init; }

    /// <summary>Wh.</summary>
    public double? MeterStart { get; init; }

    /// <inheritdoc cref="MeterStart"/>
    public double? MeterStop { get; init; }

    /// <summary>When it began, or when somebody was authorized in it: then the session became ACTIVE (2.2.1 mod_sessions, Session object, start_date_time).</summary>
    public required DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset? StoppedAt { get; init; }

    public string? StopReason { get; init; }

    /// <summary>Who pays; null = nobody we know.</summary>
    public long? PeerId { get; init; }

    /// <summary>Who that is.</summary>
    public (string CountryCode, string PartyId)? Peer { get; init; }

    /// <summary><c>WHITELIST</c>, <c>AUTH_REQUEST</c> or <c>COMMAND</c>.</summary>
    public string? AuthMethod { get; init; }

    public string? AuthorizationReference { get; init; }

    /// <summary>The token object of the peer.</summary>
    public string? Token { get; init; }

    /// <summary>The last reading of a long session that runs: <see cref="ManyChanges"/>; else null.</summary>
    public DateTimeOffset? LongUntil { get; init; }

    /// <summary>What this row is the state of.</summary>
    public required long VersionNo { get; init; }

    /// <summary>The session so far; null = none yet.</summary>
    public StoredSession? Session { get; init; }

    public bool IsStopped => StoppedAt is not null;

    public string SessionId => SessionIds.Session(PartyId, Identity, Reference);

    public string CdrId => SessionIds.Cdr(PartyId, Identity, Reference);

    /// <summary>Reads a row of <see cref="ProjectionSql.Claim"/>.</summary>
    public static TransactionRow Read(NpgsqlDataReader row) => new()
    {
        Id = row.GetInt32(0),
        PartyId = row.GetInt64(1),
        Party = row.IsDBNull(2) || !OcpiVersions.TryParse(row.GetString(2), out var version) ? null : new SessionParty(version, row.GetString(3), row.GetString(4)),
        Identity = row.GetString(5),
        EvseUid = Text(row, 6),
        ChargerId = Text(row, 7),
        Reference = row.GetString(8),
        IdToken = Text(row, 9),
        MeterStart = Value<double>(row, 10),
        MeterStop = Value<double>(row, 11),
        StartedAt = row.GetFieldValue<DateTimeOffset>(12),
        StoppedAt = Value<DateTimeOffset>(row, 13),
        StopReason = Text(row, 14),
        PeerId = Value<long>(row, 15),
        Peer = row.IsDBNull(15) ? null : (row.GetString(16), row.GetString(17)),
        AuthMethod = Text(row, 18),
        AuthorizationReference = Text(row, 19),
        Token = Text(row, 20),
        VersionNo = row.GetInt64(21),
        LongUntil = Value<DateTimeOffset>(row, 26),
        Session = row.IsDBNull(22) ? null : new StoredSession(row.GetString(22), row.GetString(23), row.GetString(24), row.GetBoolean(25)),
    };

    private static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static T? Value<T>(NpgsqlDataReader row, int column)
        where T : struct => row.IsDBNull(column) ? null : row.GetFieldValue<T>(column);
}

/// <summary>The CPO of a session; null where it is expected = it was deleted.</summary>
internal sealed record SessionParty(OcpiVersion Version, string CountryCode, string PartyId);

/// <summary>What is stored of a session.</summary>
/// <param name="Status">As on the wire.</param>
/// <param name="Body">The object.</param>
/// <param name="Snapshot">See <see cref="SessionSnapshot"/>.</param>
/// <param name="IsTold">Whether the peer has got it.</param>
internal sealed record StoredSession(string Status, string Body, string Snapshot, bool IsTold)
{
    /// <summary>Nothing changes it any more (SessionStatus of both versions).</summary>
    public bool IsFinal => Status is "COMPLETED" or "INVALID";
}

/// <summary>What a station told of an instant of a transaction.</summary>
internal readonly record struct SampleRow(DateTimeOffset At, double? RegisterWh, double? PowerW, double? CurrentA, string? ChargingState);
