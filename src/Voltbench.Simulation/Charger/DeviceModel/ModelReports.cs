using Voltbench.Ocpp.V201.Diagnostics;
using Voltbench.Ocpp.V201.Provisioning;
using Voltbench.Ocpp.V201.Types;

namespace Voltbench.Simulation.Charger.DeviceModel;

/// <summary>Reports of the device model and of the monitors that are under way.</summary>
internal sealed class ModelReports(Station station)
{
    /// <summary>More at once are refused: each holds a copy of what it reports.</summary>
    private const int Limit = 4;

    private int _running;

    /// <summary>Why no further report can begin; null when one can.</summary>
    public StatusInfo? Refusal => _running < Limit ? null : new StatusInfo { ReasonCode = "OutOfMemory", AdditionalInfo = $"{Limit} reports are under way already." };

    /// <summary>B07, B08.</summary>
    public void Send(int requestId, IReadOnlyList<ReportData> data)
    {
        var at = station.ClockNow;
        Start(data, (part, number, more) => OutCall.Of(new NotifyReportRequest
        {
            RequestId = requestId,
            GeneratedAt = at,
            ReportData = part,
            SeqNo = number,
            Tbc = more,
        }));
    }

    /// <summary>N02.</summary>
    public void Send(int requestId, IReadOnlyList<MonitoringData> data)
    {
        var at = station.ClockNow;
        Start(data, (part, number, more) => OutCall.Of(new NotifyMonitoringReportRequest
        {
            RequestId = requestId,
            GeneratedAt = at,
            Monitor = part,
            SeqNo = number,
            Tbc = more,
        }));
    }

    private void Start<T>(IReadOnlyList<T> data, Func<IReadOnlyList<T>, int, bool, OutCall> page)
    {
        _running++;
        new PagedReport<T>(station, data, page, () => _running--).SendNext();
    }
}
