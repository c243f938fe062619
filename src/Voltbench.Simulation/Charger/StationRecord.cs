using System.Text.Json;
using System.Text.Json.Serialization;
using Voltbench.Ocpp;
using Voltbench.Ocpp.V201.Types;
using Voltbench.Simulation.Physics;

namespace Voltbench.Simulation.Charger;

/// <summary>The durable state of a charger, kept as compact JSON. Names are short because every meter value writes it.</summary>
internal sealed record StationRecord
{
    [JsonPropertyName("v")]
    public OcppVersion Version { get; init; }

    [JsonPropertyName("n")]
    public long NextOutboxSequence { get; init; }

    [JsonPropertyName("off")]
    public bool IsInoperative { get; init; }

    /// <summary>Read only: the configuration has a document of its own now.</summary>
    [JsonPropertyName("mi")]
    public int? MeterIntervalSeconds { get; init; }

    /// <summary>Offset of the clock that the CSMS set, s: the events of one transaction must not go back in time.</summary>
    [JsonPropertyName("clk")]
    public double? ClockOffsetSeconds { get; init; }

    [JsonPropertyName("c")]
    public IReadOnlyList<ConnectorRecord> Connectors { get; init; } = [];

    [JsonPropertyName("ids")]
    public IReadOnlyDictionary<string, int>? TransactionIds { get; init; }

    public static StationRecord Of(Station station) => new()
    {
        Version = station.Spec.Version,
        NextOutboxSequence = station.Outbox.NextSequence,
        IsInoperative = station.IsInoperative,
        ClockOffsetSeconds = station.ClockOffset?.TotalSeconds,
        Connectors = Array.ConvertAll(station.Connectors, c => ConnectorRecord.Of(c, station.Lane.Now)),
        TransactionIds = station.Outbox.TransactionIds,
    };

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, StationJson.Default.StationRecord);

    /// <summary>Null for an empty state.</summary>
    public static StationRecord? Read(ReadOnlyMemory<byte> json)
        => json.IsEmpty ? null : JsonSerializer.Deserialize(json.Span, StationJson.Default.StationRecord);
}

/// <summary>One connector of it.</summary>
internal sealed record ConnectorRecord
{
    /// <summary>Register when this was written, Wh.</summary>
    [JsonPropertyName("wh")]
    public double RegisterWh { get; init; }

    [JsonPropertyName("plug")]
    public bool IsPlugged { get; init; }

    [JsonPropertyName("off")]
    public bool IsInoperative { get; init; }

    [JsonPropertyName("tx")]
    public TransactionRecord? Transaction { get; init; }

    public static ConnectorRecord Of(Connector connector, long now) => new()
    {
        RegisterWh = connector.RegisterAt(now),
        IsPlugged = connector.IsPlugged,
        IsInoperative = connector.IsInoperative,
        Transaction = connector.Session is { IsCharging: true } session ? TransactionRecord.Of(session, now) : null,
    };
}

/// <summary>A running transaction with the car that it charges.</summary>
internal sealed record TransactionRecord
{
    [JsonPropertyName("ref")]
    public required string Reference { get; init; }

    [JsonPropertyName("id")]
    public int? CsmsId { get; init; }

    [JsonPropertyName("tag")]
    public required string IdTag { get; init; }

    [JsonPropertyName("type")]
    public IdTokenType TokenType { get; init; }

    [JsonPropertyName("utc")]
    public DateTimeOffset StartedUtc { get; init; }

    [JsonPropertyName("at")]
    public DateTimeOffset StartedAt { get; init; }

    [JsonPropertyName("from")]
    public double MeterStartWh { get; init; }

    [JsonPropertyName("seq")]
    public int NextSeqNo { get; init; }

    [JsonPropertyName("soc")]
    public double SocPercent { get; init; }

    [JsonPropertyName("ev")]
    public required EvProfile Ev { get; init; }

    [JsonPropertyName("max_s")]
    public double? DurationSeconds { get; init; }

    [JsonPropertyName("max_wh")]
    public double? TargetWh { get; init; }

    [JsonPropertyName("rem")]
    public bool IsRemote { get; init; }

    [JsonPropertyName("rid")]
    public int? RemoteStartId { get; init; }

    public static TransactionRecord Of(Session session, long now) => new()
    {
        Reference = session.Transaction!.Reference,
        CsmsId = session.Transaction.CsmsId,
        IdTag = session.IdTag,
        TokenType = session.TokenType,
        StartedUtc = session.Transaction.StartedUtc,
        StartedAt = session.Transaction.StartedAt,
        MeterStartWh = session.Transaction.MeterStartWh,
        NextSeqNo = session.Transaction.NextSeqNo,
        SocPercent = session.SocAt(now),
        Ev = session.Ev,
        DurationSeconds = session.Duration?.TotalSeconds,
        TargetWh = session.TargetWh,
        IsRemote = session.IsRemote,
        RemoteStartId = session.RemoteStartId,
    };

    public Session ToSession(Connector connector) => new(connector, Ev, SocPercent, IdTag)
    {
        TokenType = TokenType,
        Duration = DurationSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
        TargetWh = TargetWh,
        IsRemote = IsRemote,
        RemoteStartId = RemoteStartId,
        Transaction = new Transaction
        {
            Reference = Reference,
            CsmsId = CsmsId,
            StartedUtc = StartedUtc,
            StartedAt = StartedAt,
            MeterStartWh = MeterStartWh,
            NextSeqNo = NextSeqNo,
        },
    };
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(StationRecord))]
internal sealed partial class StationJson : JsonSerializerContext;
