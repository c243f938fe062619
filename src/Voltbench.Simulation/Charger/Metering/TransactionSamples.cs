using System.Text;
using System.Text.Json;
using Voltbench.Ocpp;
using Voltbench.Ocpp.Messages;
using Voltbench.Simulation.Scheduling;

namespace Voltbench.Simulation.Charger.Metering;

/// <summary>
/// Readings that wait for the end of their transaction (OCPP 1.6 StopTxnSampledData, StopTxnAlignedData; OCPP 2.0.1 J02): kept on disk, for the
/// transaction outlives the process.
/// </summary>
internal sealed class TransactionSamples(Station station) : IDocument
{
    public const string DocumentName = "samples";

    // Above this every second one between the first and the last goes (2.0.1 J02 lets a station short of memory do so).
    private const int Limit = 240;

    private readonly Dictionary<int, List<Ocpp.V16.Types.MeterValue>> _v16 = [];
    private readonly Dictionary<int, List<Ocpp.V201.Types.MeterValue>> _v201 = [];
    private LaneTimer?[]? _timers;

    string IDocument.Name => DocumentName;

    public void Add(Connector connector, Ocpp.V16.Types.MeterValue? value) => Add(_v16, connector, value);

    public void Add(Connector connector, Ocpp.V201.Types.MeterValue? value) => Add(_v201, connector, value);

    /// <summary>Hands out what has gathered, oldest first, and forgets it.</summary>
    public IReadOnlyList<Ocpp.V16.Types.MeterValue> TakeV16(Connector connector) => Take(_v16, connector);

    /// <summary>Hands out what has gathered, oldest first, and forgets it.</summary>
    public IReadOnlyList<Ocpp.V201.Types.MeterValue> TakeV201(Connector connector) => Take(_v201, connector);

    /// <summary>2.0.1 TxEndedInterval: a timer of its own while the transaction runs.</summary>
    public void Arm(Connector connector, TimeSpan interval)
    {
        var timers = _timers ??= new LaneTimer?[station.Connectors.Length];
        timers[connector.Id - 1]?.Cancel();
        if (interval <= TimeSpan.Zero)
            return;
        station.Arm(
            ref timers[connector.Id - 1],
            () =>
            {
                if (connector.Session is not { IsRunning: true } session)
                    return;
                station.Sessions.ArmEndedSamples(connector);
                station.Face.KeepSampled(station, session, session.Sample(station));
            },
            interval);
    }

    public void Cancel()
    {
        foreach (var timer in _timers ?? [])
            timer?.Cancel();
    }

    /// <summary>One MeterValues payload per connector.</summary>
    public ReadOnlyMemory<byte> Write()
    {
        if (_v16.Count == 0 && _v201.Count == 0)
            return default;
        var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartArray();
            foreach (var (connector, values) in _v16)
                OcppJson.Write(writer, new Ocpp.V16.Core.MeterValuesRequest { ConnectorId = connector, MeterValue = values });
            foreach (var (connector, values) in _v201)
                OcppJson.Write(writer, new Ocpp.V201.MeterValues.MeterValuesRequest { EvseId = connector, MeterValue = values });
            writer.WriteEndArray();
        }

        return buffer.ToArray();
    }

    public void Read(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        foreach (var item in document.RootElement.EnumerateArray())
        {
            var bytes = Encoding.UTF8.GetBytes(item.GetRawText());
            if (station.Spec.Version == OcppVersion.V16)
            {
                var request = OcppJson.Deserialize<Ocpp.V16.Core.MeterValuesRequest>(bytes);
                _v16[request.ConnectorId] = [.. request.MeterValue];
            }
            else
            {
                var request = OcppJson.Deserialize<Ocpp.V201.MeterValues.MeterValuesRequest>(bytes);
                _v201[request.EvseId] = [.. request.MeterValue];
            }
        }
    }

    public void Clear()
    {
        _v16.Clear();
        _v201.Clear();
    }

    private void Add<T>(Dictionary<int, List<T>> all, Connector connector, T? value)
        where T : class
    {
        if (value is null)
            return;
        if (!all.TryGetValue(connector.Id, out var values))
            all.Add(connector.Id, values = []);
        values.Add(value);
        if (values.Count > Limit)
        {
            var kept = 0;
            for (var i = 0; i < values.Count; i++)
            {
                if (i == 0 || i == values.Count - 1 || i % 2 == 0)
                    values[kept++] = values[i];
            }

            values.RemoveRange(kept, values.Count - kept);
        }

        station.Memory.Changed(this);
    }

    private IReadOnlyList<T> Take<T>(Dictionary<int, List<T>> all, Connector connector)
    {
        if (_timers?[connector.Id - 1] is { } timer)
            timer.Cancel();
        if (!all.Remove(connector.Id, out var values))
            return [];
        station.Memory.Changed(this);
        return values;
    }
}
