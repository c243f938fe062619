using System.Text.Json;
using System.Text.Json.Serialization;
using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.V201.Diagnostics;
using Voltbench.Ocpp.V201.Types;
using Voltbench.Simulation.Charger.DeviceModel;

namespace Voltbench.Simulation.Charger.Monitoring;

/// <content>What survives a restart: what the CSMS set, and events that wait for it.</content>
internal sealed partial class Monitors
{
    public ReadOnlyMemory<byte> Write() => JsonSerializer.SerializeToUtf8Bytes(
        new MonitorsRecord
        {
            Base = Base,
            Level = Level,
            NextId = _nextId,
            HasPreconfigured = _monitors.Exists(static m => m.Origin == EventNotification.PreconfiguredMonitor),
            Custom = [.. All.Where(static m => m.Origin == EventNotification.CustomMonitor).Select(static m => new MonitorRecord
            {
                Id = m.Id,
                Component = m.Variable.Component.Name,
                EvseId = m.Variable.Connector?.Id,
                ConnectorId = m.Variable.Component.Evse?.ConnectorId,
                Variable = m.Variable.Name.Variable,
                Instance = m.Variable.Name.Instance,
                Type = m.Type,
                Value = m.Value,
                Severity = m.Severity,
                IsTransactionOnly = m.IsTransactionOnly,
            })],
            Waiting = [.. _events.Waiting.Select(static e => JsonSerializer.Deserialize(OcppJson.Serialize(e), MonitorsJson.Default.JsonElement))],
        },
        MonitorsJson.Default.MonitorsRecord);

    public void Read(ReadOnlyMemory<byte> json)
    {
        var record = JsonSerializer.Deserialize(json.Span, MonitorsJson.Default.MonitorsRecord)!;
        (Base, Level, _nextId) = (record.Base, record.Level, record.NextId);
        if (!record.HasPreconfigured)
            _monitors.RemoveAll(static m => m.Origin == EventNotification.PreconfiguredMonitor);
        foreach (var saved in record.Custom)
        {
            var component = new Component
            {
                Name = saved.Component,
                Evse = saved.EvseId is { } evse ? new Evse { Id = evse, ConnectorId = saved.ConnectorId } : null,
            };
            if (StationModel.Find(_station, component, new Variable { Name = saved.Variable, Instance = saved.Instance }, out var variable) != Lookup.Found)
                continue; // the model lost it
            _monitors.RemoveAll(m => m.Id == saved.Id);
            _monitors.Add(new VariableMonitor(saved.Id, EventNotification.CustomMonitor, variable, saved.Type, saved.Value, saved.Severity, saved.IsTransactionOnly));
        }

        _events.Restore([.. record.Waiting.Select(static e => OcppJson.Deserialize<NotifyEventRequest>(JsonSerializer.SerializeToUtf8Bytes(e, MonitorsJson.Default.JsonElement)))]);
    }

    public void Clear()
    {
        _monitors.Clear();
        _monitors.AddRange(BuiltInMonitors.HardWired(_station));
        _monitors.AddRange(BuiltInMonitors.Preconfigured(_station));
        _events.Restore([]);
        _timer?.Cancel();
        (Base, Level, _nextId) = (MonitoringBase.FactoryDefault, MaxSeverity, BuiltInMonitors.FirstCustomId);
    }
}

/// <summary>The monitors of a charger on disk.</summary>
internal sealed record MonitorsRecord
{
    public MonitoringBase Base { get; init; }

    public int Level { get; init; }

    public int NextId { get; init; }

    public bool HasPreconfigured { get; init; }

    public IReadOnlyList<MonitorRecord> Custom { get; init; } = [];

    /// <summary>NotifyEvent payloads.</summary>
    public IReadOnlyList<JsonElement> Waiting { get; init; } = [];
}

/// <summary>One that the CSMS set.</summary>
internal sealed record MonitorRecord
{
    public int Id { get; init; }

    public required string Component { get; init; }

    public int? EvseId { get; init; }

    public int? ConnectorId { get; init; }

    public required string Variable { get; init; }

    public string? Instance { get; init; }

    public MonitorType Type { get; init; }

    public decimal Value { get; init; }

    public int Severity { get; init; }

    public bool IsTransactionOnly { get; init; }
}

[JsonSourceGenerationOptions(UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(MonitorsRecord))]
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class MonitorsJson : JsonSerializerContext;
