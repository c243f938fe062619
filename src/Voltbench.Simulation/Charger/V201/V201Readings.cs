using Voltbench.Ocpp.V201.MeterValues;
using Voltbench.Ocpp.V201.Transactions;
using Voltbench.Ocpp.V201.Types;
using Voltbench.Simulation.Charger.Configuration;
using Voltbench.Simulation.Charger.Metering;
using Voltbench.Simulation.Physics;

namespace Voltbench.Simulation.Charger.V201;

/// <summary>Which readings go with which message (OCPP 2.0.1 J01, J02: SampledDataCtrlr, AlignedDataCtrlr).</summary>
internal static class V201Readings
{
    /// <summary>meterValue of the first event; null for none.</summary>
    public static IReadOnlyList<MeterValue>? OfStart(Station station, Session session, in MeterSample sample)
    {
        session.StartInterval(sample);
        var configuration = station.Configuration;
        var at = session.Transaction!.StartedAt;
        var signed = Sign(station, session.Connector, StandardSettings.SampledSignReadings, sample, at, ReadingContext.TransactionBegin);
        if (signed is not null || configuration.Get(StandardSettings.TxEndedInterval) > TimeSpan.Zero)
            station.TransactionSamples.Add(session.Connector, V201Meter.Of(sample, configuration.Get(StandardSettings.StopTxnSampledData), at, ReadingContext.TransactionBegin, signed));
        return List(V201Meter.Of(sample, configuration.Get(StandardSettings.TxStartedMeasurands), at, ReadingContext.TransactionBegin, signed));
    }

    /// <summary>meterValue of the last event; null for none.</summary>
    public static IReadOnlyList<MeterValue>? OfEnd(Station station, Session session, in MeterSample sample)
    {
        var at = station.ClockNow;
        var signed = Sign(station, session.Connector, StandardSettings.SampledSignReadings, sample, at, ReadingContext.TransactionEnd);
        var last = V201Meter.Of(sample, station.Configuration.Get(StandardSettings.StopTxnSampledData), at, ReadingContext.TransactionEnd, signed);
        if (!station.KeepsSamples || station.TransactionSamples.TakeV201(session.Connector) is not { Count: > 0 } kept)
            return List(last);
        return last is null ? kept : [.. kept, last];
    }

    public static void Sampled(Station station, Session session, in MeterSample sample)
    {
        var at = station.ClockNow;
        var signed = Sign(station, session.Connector, StandardSettings.SampledSignReadings, sample, at, ReadingContext.SamplePeriodic);
        if (V201Meter.Of(sample, station.Configuration.Get(StandardSettings.MeterValuesSampledData), at, ReadingContext.SamplePeriodic, signed) is { } value)
            V201Transactions.Read(station, session, TriggerReason.MeterValuePeriodic, value);
    }

    public static void Aligned(Station station, Connector connector, in MeterSample sample, DateTimeOffset at)
    {
        var signed = Sign(station, connector, StandardSettings.AlignedSignReadings, sample, at, ReadingContext.SampleClock);
        if (V201Meter.Of(sample, station.Configuration.Get(StandardSettings.MeterValuesAlignedData), at, ReadingContext.SampleClock, signed) is not { } value)
            return;
        if (connector.Session is { IsRunning: true } session)
            V201Transactions.Read(station, session, TriggerReason.MeterValueClock, value);
        else
            Send(station, connector, value);
    }

    public static void KeepSampled(Station station, Session session, in MeterSample sample)
    {
        if (!station.Configuration.Get(StandardSettings.SampledDataEnabled))
            return;
        var at = station.ClockNow;
        var signed = Sign(station, session.Connector, StandardSettings.SampledSignReadings, sample, at, ReadingContext.SamplePeriodic);
        var list = station.Configuration.Get(StandardSettings.StopTxnSampledData);
        station.TransactionSamples.Add(session.Connector, V201Meter.Of(sample, list, at, ReadingContext.SamplePeriodic, signed));
    }

    public static void KeepAligned(Station station, Session session, in MeterSample sample, DateTimeOffset at)
    {
        var signed = Sign(station, session.Connector, StandardSettings.AlignedSignReadings, sample, at, ReadingContext.SampleClock);
        var list = station.Configuration.Get(StandardSettings.StopTxnAlignedData);
        station.TransactionSamples.Add(session.Connector, V201Meter.Of(sample, list, at, ReadingContext.SampleClock, signed));
    }

    /// <summary>MeterValues that the CSMS asked for (F06): of the aligned measurands, in a message of their own.</summary>
    public static bool Triggered(Station station, Connector connector, in MeterSample sample)
    {
        if (V201Meter.Of(sample, station.Configuration.Get(StandardSettings.MeterValuesAlignedData), station.ClockNow, ReadingContext.Trigger) is not { } value)
            return false;
        Send(station, connector, value);
        return true;
    }

    /// <summary>The main power meter is EVSE 0 (MeterValuesRequest.evseId).</summary>
    public static MeterValuesRequest? Main(Station station, in MeterSample sample, DateTimeOffset at, bool isTriggered)
    {
        var list = MainMeter.Of(station.Configuration.Get(StandardSettings.MeterValuesAlignedData));
        var value = V201Meter.Of(sample, list, at, isTriggered ? ReadingContext.Trigger : ReadingContext.SampleClock, place: Location.Inlet);
        return value is null ? null : new MeterValuesRequest { EvseId = 0, MeterValue = [value] };
    }

    // A reading outside a transaction is worth no more than the moment: it is not kept while offline.
    private static void Send(Station station, Connector connector, MeterValue value)
    {
        if (station.Boot.IsAccepted)
            station.Calls.Enqueue(OutCall.Of(new MeterValuesRequest { EvseId = connector.Id, MeterValue = [value] }), station.AlignedData, null);
    }

    private static SignedReading? Sign(Station station, Connector connector, Setting<bool> setting, in MeterSample sample, DateTimeOffset at, ReadingContext context)
        => station.Configuration.Get(setting) ? station.Signer.Sign(connector, sample.EnergyWh, at, context) : null;

    private static IReadOnlyList<MeterValue>? List(MeterValue? value) => value is null ? null : [value];
}
