using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.Rpc;
using Voltbench.Ocpp.V201.Provisioning;
using Voltbench.Ocpp.V201.Types;
using Voltbench.Simulation.Charger.DeviceModel;

namespace Voltbench.Simulation.Charger.V201;

/// <summary>OCPP 2.0.1 B07: what can be set, everything, or what bears on charging now.</summary>
internal static class GetBaseReport
{
    public static void Handle(Station station, in RpcInput call)
    {
        var request = OcppJson.Deserialize<GetBaseReportRequest>(call.Payload.Span);
        if (station.Reports.Refusal is { } refusal)
        {
            station.Reply(call, new GetBaseReportResponse { Status = GenericDeviceModelStatus.Rejected, StatusInfo = refusal });
            return;
        }

        ReportData[] data = [.. StationModel.Of(station).Where(v => IsPartOf(request.ReportBase, station, v)).Select(v => v.Report(station))];
        station.Reply(call, new GetBaseReportResponse { Status = GenericDeviceModelStatus.Accepted });
        station.Reports.Send(request.RequestId, data);
    }

    private static bool IsPartOf(ReportBase report, Station station, in ModelVariable variable) => report switch
    {
        ReportBase.ConfigurationInventory => variable.Mutability != Mutability.ReadOnly, // B07.FR.07
        ReportBase.SummaryInventory => variable.Name.Variable switch // availability, and whatever is wrong
        {
            "AvailabilityState" => true,
            "Problem" => variable.Read(station) == "true",
            _ => false,
        },
        _ => true,
    };
}
