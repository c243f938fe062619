using System.Text.Json;
using System.Text.Json.Serialization;
using Voltbench.Simulation.Charger.Chaos;
using Voltbench.Simulation.Scheduling;

namespace Voltbench.Simulation.Charger.Faults;

/// <summary>
/// What is broken at the station and its connectors. A connector with a fault is Faulted and gives no power; what that does to a transaction is a matter of
/// the kind of fault. Physical faults survive a restart.
/// </summary>
internal sealed class StationFaults(Station station) : IDocument
{
    public const string DocumentName = "faults";

    private readonly List<Open> _open = [];

    public string Name => DocumentName;

    /// <summary>The fault of the station itself (connector 0 in 1.6); null for none.</summary>
    public ConnectorFault? Own => _open.Find(static o => o.ConnectorId == 0)?.Fault;

    public static void Inject(Station station, PostedCommand posted)
    {
        var command = (InjectFault)posted.Command;
        posted.Answer(station.Faults.Inject(command.FaultType, command.ConnectorId, command.ClearAfter));
    }

    public static void Clear(Station station, PostedCommand posted)
    {
        var command = (ClearFault)posted.Command;
        posted.Answer(station.Faults.Clear(command.ConnectorId, command.FaultType));
    }

    /// <summary>Breaks something; what was broken at that connector before gives way to it.</summary>
    public CommandOutcome Inject(string faultType, int connectorId, TimeSpan? clearAfter)
    {
        if (FaultTypes.Find(faultType) is not { } name)
            return CommandOutcome.Rejected($"There is no fault '{faultType}'; there are {string.Join(", ", FaultTypes.Names)}.");
        if (connectorId != 0 && station.Find(connectorId) is null)
            return CommandOutcome.Rejected($"There is no connector {connectorId}; this charger has {station.Connectors.Length}.");

        var code = FaultTypes.CodeOf(name);
        var fault = new ConnectorFault(code, name == code ? null : name);
        Remove(connectorId);
        var open = new Open(connectorId, fault, clearAfter is { } time ? station.Fleet.Time.GetUtcNow() + time : null);
        _open.Add(open);
        ArmEnd(open);
        StationChaos.Note(station, "fault", $"{name} at {Place(connectorId)}");
        station.Memory.Changed(this);
        foreach (var connector in Of(connectorId))
            Break(connector, open, name);
        Tell(connectorId, fault, isCleared: false);
        return Told(open, $"{name} was injected at {Place(connectorId)}.");
    }

    /// <summary>Mends what is broken there: the connector goes back to what it was, as far as the world still allows that.</summary>
    public CommandOutcome Clear(int? connectorId, string? faultType)
    {
        var name = faultType is null ? null : FaultTypes.Find(faultType);
        if (faultType is not null && name is null)
            return CommandOutcome.Rejected($"There is no fault '{faultType}'; there are {string.Join(", ", FaultTypes.Names)}.");
        if (connectorId is { } wanted and not 0 && station.Find(wanted) is null)
            return CommandOutcome.Rejected($"There is no connector {wanted}; this charger has {station.Connectors.Length}.");

        var here = _open.FindAll(o => connectorId is null || o.ConnectorId == connectorId);
        if (here.Count == 0)
            return CommandOutcome.Rejected(connectorId is { } id ? $"Nothing is broken at {Place(id)}." : "Nothing is broken.");
        var fitting = name is null ? here : here.FindAll(o => o.Fault.ErrorCode == FaultTypes.CodeOf(name));
        if (fitting.Count == 0)
            return CommandOutcome.Rejected($"{Place(here[0].ConnectorId)} has {here[0].Fault.ErrorCode}, not {name}.");
        foreach (var open in fitting)
            Mend(open);
        return Told(fitting[0], $"{string.Join(", ", fitting.Select(static o => $"{o.Name} at {Place(o.ConnectorId)}"))} was cleared.");
    }

    public ReadOnlyMemory<byte> Write()
    {
        FaultRecord[] kept = [.. _open.Where(static o => FaultKind.Of(o.Fault.ErrorCode).IsPhysical).Select(static o => new FaultRecord(o.ConnectorId, o.Fault.ErrorCode, o.Fault.Info, o.Until, o.IsWarning))];
        return kept.Length == 0 ? default : JsonSerializer.SerializeToUtf8Bytes(kept, FaultJson.Default.FaultRecordArray);
    }

    /// <summary>What was physical is still broken; its time goes on.</summary>
    public void Read(ReadOnlyMemory<byte> json)
    {
        foreach (var record in JsonSerializer.Deserialize(json.Span, FaultJson.Default.FaultRecordArray) ?? [])
        {
            if (record.ConnectorId != 0 && station.Find(record.ConnectorId) is null)
                continue;
            var open = new Open(record.ConnectorId, new ConnectorFault(record.Code, record.Info), record.Until) { IsWarning = record.IsWarning };
            _open.Add(open);
            ArmEnd(open);
            foreach (var connector in Of(record.ConnectorId))
            {
                (connector.Fault, connector.Warning) = record.IsWarning ? (connector.Fault, open.Fault) : (open.Fault, connector.Warning);
                connector.Status = station.Statuses.Of(connector);
            }

        }
    }

    public void Clear()
    {
        foreach (var open in _open.ToArray())
            Mend(open);
    }

    private static string Place(int connectorId) => connectorId == 0 ? "the station" : $"connector {connectorId}";

    private IEnumerable<Connector> Of(int connectorId) => station.Connectors.Where(c => connectorId == 0 || c.Id == connectorId);

    private void Break(Connector connector, Open open, string name)
    {
        var fault = open.Fault;
        var kind = FaultKind.Of(fault.ErrorCode);
        var session = connector.Session is { IsRunning: true } running ? running : null;
        if (session is not null && kind.Effect == FaultEffect.Warns)
        {
            connector.Warning = fault;
            open.IsWarning = true;
            station.ViewChanged();
            return;
        }

        connector.Fault = fault;
        if (session is not null && kind.Effect == FaultEffect.Ends)
            station.Sessions.Revoke(session, name == "EmergencyStop" ? StopReason.EmergencyStop : kind.Reason);
        station.Power.Refresh(connector);
        station.ViewChanged();
    }

    private void Mend(Open open)
    {
        Remove(open.ConnectorId);
        StationChaos.Note(station, "fault", $"{open.Name} at {Place(open.ConnectorId)} is gone");
        station.Memory.Changed(this);
        foreach (var connector in Of(open.ConnectorId))
        {
            connector.Warning = null;
            connector.Fault = _open.Find(o => !o.IsWarning && (o.ConnectorId == connector.Id || o.ConnectorId == 0))?.Fault;
            station.ViewChanged();
            station.Sessions.Evaluate(connector);
        }

        Tell(open.ConnectorId, open.Fault, isCleared: true);
    }

    private void Remove(int connectorId)
    {
        foreach (var open in _open.FindAll(o => o.ConnectorId == connectorId))
        {
            open.End?.Cancel();
            _open.Remove(open);
        }
    }

    /// <summary>The station's own status, a warning that changes no status, and the event of 2.0.1; a changed status tells itself.</summary>
    private void Tell(int connectorId, ConnectorFault fault, bool isCleared)
    {
        if (!station.Boot.IsAccepted)
            return; // the status is told after the boot
        if (connectorId == 0)
            station.Statuses.RepeatOwn();
        foreach (var connector in Of(connectorId))
        {
            if (connector.Session is { IsRunning: true } && FaultKind.Of(fault.ErrorCode).Effect == FaultEffect.Warns && station.Face.HasConnectorZero)
                station.Statuses.Repeat(connector.Id);
        }

        station.Face.FaultChanged(station, connectorId, fault, isCleared);
    }

    private void ArmEnd(Open open)
    {
        if (open.Until is { } until)
            station.Arm(ref open.End, () => Mend(open), TimeSpan.FromTicks(Math.Max(0, (until - station.Fleet.Time.GetUtcNow()).Ticks)));
    }

    private CommandOutcome Told(Open open, string message)
    {
        var connector = station.Find(open.ConnectorId);
        var status = station.Face.NameOf(connector?.Status ?? (Own is null ? ConnectorStatus.Available : ConnectorStatus.Faulted));
        return CommandOutcome.Told(JsonSerializer.SerializeToElement(
            new FaultOutcome(message, open.Name, open.ConnectorId, connector is null ? 0 : station.Face.ConnectorIdOf(connector), status),
            FaultJson.Default.FaultOutcome));
    }

    private sealed record Open(int ConnectorId, ConnectorFault Fault, DateTimeOffset? Until)
    {
        internal LaneTimer? End;

        /// <summary>It came while a transaction ran and does not stop charging.</summary>
        public bool IsWarning { get; set; }

        public string Name => Fault.Info ?? Fault.ErrorCode;
    }
}

/// <summary>A fault that survives.</summary>
internal sealed record FaultRecord(
    [property: JsonPropertyName("c")] int ConnectorId,
    [property: JsonPropertyName("code")] string Code,
    [property: JsonPropertyName("info")] string? Info,
    [property: JsonPropertyName("until")] DateTimeOffset? Until,
    [property: JsonPropertyName("warns")] bool IsWarning);

/// <summary>Answer of inject-fault and clear-fault.</summary>
internal sealed record FaultOutcome(string Msg, string FaultType, int EvseId, int ConnectorId, string Status);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(FaultRecord[]))]
[JsonSerializable(typeof(FaultOutcome))]
internal sealed partial class FaultJson : JsonSerializerContext;
