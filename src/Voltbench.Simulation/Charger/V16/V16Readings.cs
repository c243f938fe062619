using Voltbench.Ocpp.V16.Core;
using Voltbench.Ocpp.V16.Types;
using Voltbench.Simulation.Charger.Configuration;
using Voltbench.Simulation.Charger.Metering;
using Voltbench.Simulation.Physics;

namespace Voltbench.Simulation.Charger.V16;

/// <summary>Which readings go with which message (OCPP 1.6 §3.16, §4.7, §4.10 and the keys of §9.1).</summary>
internal static class V16Readings
{
    /// <summary>What is told of the beginning, and what is kept of it for the end.</summary>
    public static void Begun(Station station, Session session, in MeterSample sample)
    {
        session.StartInterval(sample);
        var at = session.Transaction!.StartedAt;
        var signed = Sign(station, session.Connector, StandardSettings.SampledSignReadings, sample, at, ReadingContext.TransactionBegin);
        var told = station.Configuration.Get(StandardSettings.StartTxnSampledData);
        if (told.Count > 0)
            Send(station, session, V16Meter.Of(sample, told, at, ReadingContext.TransactionBegin, signed));
        if (signed is not null)
            station.TransactionSamples.Add(session.Connector, V16Meter.Of(sample, EnergyRegister, at, ReadingContext.TransactionBegin, signed));
    }

    public static void Sampled(Station station, Session session, in MeterSample sample)
    {
        var at = station.ClockNow;
        var signed = Sign(station, session.Connector, StandardSettings.SampledSignReadings, sample, at, ReadingContext.SamplePeriodic);
        Send(station, session, V16Meter.Of(sample, station.Configuration.Get(StandardSettings.MeterValuesSampledData), at, ReadingContext.SamplePeriodic, signed));
        Keep(station, session, StandardSettings.StopTxnSampledData, sample, at, ReadingContext.SamplePeriodic, signed);
    }

    public static void Aligned(Station station, Connector connector, in MeterSample sample, DateTimeOffset at)
    {
        var signed = Sign(station, connector, StandardSettings.AlignedSignReadings, sample, at, ReadingContext.SampleClock);
        var value = V16Meter.Of(sample, station.Configuration.Get(StandardSettings.MeterValuesAlignedData), at, ReadingContext.SampleClock, signed);
        if (connector.Session is { IsRunning: true } session)
        {
            Send(station, session, value);
            Keep(station, session, StandardSettings.StopTxnAlignedData, sample, at, ReadingContext.SampleClock, signed);
        }
        else
        {
            SendIdle(station, connector, value);
        }
    }

    public static bool Triggered(Station station, Connector connector, in MeterSample sample)
    {
        var value = V16Meter.Of(sample, station.Configuration.Get(StandardSettings.MeterValuesSampledData), station.ClockNow, ReadingContext.Trigger);
        if (connector.Session is { IsRunning: true } session)
            Send(station, session, value);
        else
            SendIdle(station, connector, value);
        return value is not null;
    }

    /// <summary>The main power meter is connector 0 (§4.7).</summary>
    public static MeterValuesRequest? Main(Station station, in MeterSample sample, DateTimeOffset at, bool isTriggered)
    {
        var list = MainMeter.Of(station.Configuration.Get(isTriggered ? StandardSettings.MeterValuesSampledData : StandardSettings.MeterValuesAlignedData));
        var value = V16Meter.Of(sample, list, at, isTriggered ? ReadingContext.Trigger : ReadingContext.SampleClock, place: Location.Inlet);
        return value is null ? null : new MeterValuesRequest { ConnectorId = 0, MeterValue = [value] };
    }

    /// <summary>
    /// transactionData of StopTransaction: begin and end as long as nobody chose, all samples of StopTxnSampledData and StopTxnAlignedData otherwise; null when
    /// both are empty.
    /// </summary>
    public static IReadOnlyList<MeterValue>? DataOf(Station station, Session session, in MeterSample sample, DateTimeOffset at)
    {
        var list = station.Configuration.Get(StandardSettings.StopTxnSampledData);
        var signed = Sign(station, session.Connector, StandardSettings.SampledSignReadings, sample, at, ReadingContext.TransactionEnd);
        var kept = station.KeepsSamples ? station.TransactionSamples.TakeV16(session.Connector) : [];
        var data = new List<MeterValue>(kept.Count + 2);
        if (list.Count > 0 && (kept.Count == 0 || kept[0].SampledValue[0].Context != ReadingContext.TransactionBegin))
        {
            var transaction = session.Transaction!;
            data.Add(V16Meter.EnergyOnly(MeterSample.WholeWh(transaction.MeterStartWh), transaction.StartedAt, ReadingContext.TransactionBegin));
        }

        data.AddRange(kept);
        if (V16Meter.Of(sample, list, at, ReadingContext.TransactionEnd, signed) is { } last)
            data.Add(last);
        return data.Count == 0 ? null : data;
    }

    private static readonly IReadOnlyList<SampledQuantity> EnergyRegister = [new(MeterQuantity.EnergyActiveImportRegister)];

    private static void Keep(
        Station station, Session session, Setting<IReadOnlyList<SampledQuantity>> setting, in MeterSample sample, DateTimeOffset at, ReadingContext context, SignedReading? signed)
    {
        if (station.Configuration.IsSet(setting) && station.Configuration.Get(setting) is { Count: > 0 } list)
            station.TransactionSamples.Add(session.Connector, V16Meter.Of(sample, list, at, context, signed));
    }

    private static void Send(Station station, Session session, MeterValue? value)
    {
        if (value is null)
            return;
        var transaction = session.Transaction!;
        station.Outbox.Add(
            OutCall.Of(new MeterValuesRequest
            {
                ConnectorId = session.Connector.Id,
                TransactionId = transaction.CsmsId ?? V16Transactions.Unknown,
                MeterValue = [value],
            }),
            transaction,
            OutboxRole.Intermediate,
            transaction.CsmsId is null);
    }

    // Outside a transaction a reading is worth no more than the moment: it is not kept while offline.
    private static void SendIdle(Station station, Connector connector, MeterValue? value)
    {
        if (value is not null && station.Boot.IsAccepted)
            station.Calls.Enqueue(OutCall.Of(new MeterValuesRequest { ConnectorId = connector.Id, MeterValue = [value] }), station.AlignedData, null);
    }

    private static SignedReading? Sign(Station station, Connector connector, Setting<bool> setting, in MeterSample sample, DateTimeOffset at, ReadingContext context)
        => station.Configuration.Get(setting)
            ? station.Signer.Sign(connector, sample.EnergyWh, at, context switch
            {
                ReadingContext.TransactionBegin => Ocpp.V201.Types.ReadingContext.TransactionBegin,
                ReadingContext.TransactionEnd => Ocpp.V201.Types.ReadingContext.TransactionEnd,
                _ => Ocpp.V201.Types.ReadingContext.SamplePeriodic,
            })
            : null;
}
