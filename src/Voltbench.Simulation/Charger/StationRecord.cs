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

    /// <summary>Register of the main meter, Wh, once somebody read it; standby goes on by the clock.</summary>
    [JsonPropertyName("main")]
    public double? MainWh { get; init; }

    /// <summary>When it stood there, by the true time.</summary>
    [JsonPropertyName("main_at")]
    public DateTimeOffset MainAt { get; init; }

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
        MainWh = station.KnownMainMeter?.RegisterAt(station.Lane.Now),
        MainAt = station.KnownMainMeter is null ? default : station.Fleet.Time.GetUtcNow(),
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

    /// <summary>The same of reactive energy, varh.</summary>
    [JsonPropertyName("var")]
    public double RegisterVarh { get; init; }

    [JsonPropertyName("car")]
    public CarRecord? Car { get; init; }

    [JsonPropertyName("off")]
    public bool IsInoperative { get; init; }

    [JsonPropertyName("tx")]
    public TransactionRecord? Transaction { get; init; }

    public static ConnectorRecord Of(Connector connector, long now) => new()
    {
        RegisterWh = connector.RegisterAt(now),
        RegisterVarh = connector.Session?.RegisterVarhAt(now) ?? connector.RegisterVarh,
        Car = connector.Car is { } car ? CarRecord.Of(car, connector.Session?.SocAt(now) ?? car.SocPercent) : null,
        IsInoperative = connector.IsInoperative,
        Transaction = connector.Session is { IsRunning: true } session ? TransactionRecord.Of(session, now) : null,
    };
}

/// <summary>The car at a connector.</summary>
internal sealed record CarRecord
{
    /// <summary>A car of the lab's own by its name; every meter value writes this record.</summary>
    [JsonPropertyName("is")]
    public string? Name { get; init; }

    /// <summary>Any other with all its figures.</summary>
    [JsonPropertyName("ev")]
    public EvProfile? Ev { get; init; }

    [JsonPropertyName("soc")]
    public double SocPercent { get; init; }

    /// <summary>It declines energy.</summary>
    [JsonPropertyName("no")]
    public bool IsContent { get; init; }

    /// <summary>It drives off by itself.</summary>
    [JsonPropertyName("bye")]
    public bool LeavesByItself { get; init; }

    public static CarRecord Of(Car car, double socPercent)
    {
        var isKnown = EvProfiles.Find(car.Ev.Name) == car.Ev;
        return new()
        {
            Name = isKnown ? car.Ev.Name : null,
            Ev = isKnown ? null : car.Ev,
            SocPercent = socPercent,
            IsContent = !car.WantsEnergy,
            LeavesByItself = car.LeavesByItself,
        };
    }

    public Car ToCar() => new(Ev ?? EvProfiles.Find(Name ?? "") ?? EvProfiles.ThreePhase, SocPercent) { WantsEnergy = !IsContent, LeavesByItself = LeavesByItself };
}

/// <summary>A running transaction.</summary>
internal sealed record TransactionRecord
{
    [JsonPropertyName("ref")]
    public required string Reference { get; init; }

    [JsonPropertyName("id")]
    public int? CsmsId { get; init; }

    /// <summary>Null: it began without one.</summary>
    [JsonPropertyName("tag")]
    public string? IdTag { get; init; }

    [JsonPropertyName("grp")]
    public string? GroupId { get; init; }

    [JsonPropertyName("res")]
    public int? ReservationId { get; init; }

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

    /// <summary>It ends by itself: at a full battery, or at one of the two below.</summary>
    [JsonPropertyName("lim")]
    public bool IsLimited { get; init; }

    [JsonPropertyName("max_s")]
    public double? DurationSeconds { get; init; }

    [JsonPropertyName("max_wh")]
    public double? TargetWh { get; init; }

    /// <summary>Register at which power ends, as the CSMS refused the token, Wh.</summary>
    [JsonPropertyName("cap")]
    public double? CapWh { get; init; }

    /// <summary>Nobody may charge any more (2.0.1: the transaction may outlive that).</summary>
    [JsonPropertyName("rev")]
    public bool IsRevoked { get; init; }

    /// <summary>Why not.</summary>
    [JsonPropertyName("why")]
    public StopReason Cause { get; init; }

    /// <summary>How long energy has flowed, s.</summary>
    [JsonPropertyName("chg")]
    public double ChargingSeconds { get; init; }

    /// <summary>2.0.1: the charging state that was told last.</summary>
    [JsonPropertyName("st")]
    public byte? ToldState { get; init; }

    /// <summary>What the session has been through.</summary>
    [JsonPropertyName("was")]
    public SessionPoints Reached { get; init; }

    [JsonPropertyName("rem")]
    public bool IsRemote { get; init; }

    [JsonPropertyName("rid")]
    public int? RemoteStartId { get; init; }

    /// <summary>It began without a cable: how long it waits for one, by the true time.</summary>
    [JsonPropertyName("cable")]
    public DateTimeOffset? CableDue { get; init; }

    public static TransactionRecord Of(Session session, long now) => new()
    {
        ChargingSeconds = Math.Round(session.ChargingTimeAt(now).TotalSeconds, 1),
        ToldState = session.ToldState,
        Reference = session.Transaction!.Reference,
        CsmsId = session.Transaction.CsmsId,
        IdTag = session.Token?.Id,
        TokenType = session.Token?.Type ?? default,
        GroupId = session.GroupId,
        ReservationId = session.Transaction.ReservationId,
        StartedUtc = session.Transaction.StartedUtc,
        StartedAt = session.Transaction.StartedAt,
        MeterStartWh = session.Transaction.MeterStartWh,
        NextSeqNo = session.Transaction.NextSeqNo,
        IsRevoked = !session.IsAuthorized,
        Cause = session.Cause,
        Reached = session.Reached & ~SessionPoints.Flowing,
        IsLimited = session.Limits is not null,
        DurationSeconds = session.Limits?.Duration?.TotalSeconds,
        TargetWh = session.Limits?.Wh,
        CapWh = session.CapWh,
        IsRemote = session.Remote is not null,
        RemoteStartId = session.Remote?.Id,
        CableDue = session.CableDue,
    };

    public Session ToSession(Connector connector) => new(connector)
    {
        Token = IdTag is null ? null : new Token(IdTag, TokenType),
        GroupId = GroupId,
        CapWh = CapWh,
        IsAuthorized = !IsRevoked,
        Cause = Cause,
        Reached = Reached,
        ChargingTicks = TimeSpan.FromSeconds(ChargingSeconds).Ticks,
        ToldState = ToldState,
        CableDue = CableDue,
        Limits = IsLimited ? new SessionLimits(DurationSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null, TargetWh) : null,
        Remote = IsRemote ? new RemoteStart(RemoteStartId) : null,
        Transaction = new Transaction
        {
            Reference = Reference,
            CsmsId = CsmsId,
            StartedUtc = StartedUtc,
            StartedAt = StartedAt,
            MeterStartWh = MeterStartWh,
            NextSeqNo = NextSeqNo,
            ReservationId = ReservationId,
        },
    };
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(StationRecord))]
[JsonSerializable(typeof(int[]))]
internal sealed partial class StationJson : JsonSerializerContext;
