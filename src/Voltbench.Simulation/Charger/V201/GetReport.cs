using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.Rpc;
using Voltbench.Ocpp.V201.Provisioning;
using Voltbench.Ocpp.V201.Types;
using Voltbench.Simulation.Charger.Configuration;
using Voltbench.Simulation.Charger.DeviceModel;

namespace Voltbench.Simulation.Charger.V201;

/// <summary>OCPP 2.0.1 B08: variables of chosen components, of components in chosen states, or of both.</summary>
internal static class GetReport
{
    public static void Handle(Station station, in RpcInput call)
    {
        var request = OcppJson.Deserialize<GetReportRequest>(call.Payload.Span);
        var tooMany = request.ComponentVariable?.Count > station.Configuration.Get(StandardSettings.GetReportMaxItems);
        if ((tooMany ? Reasons.TooManyElements : station.Reports.Refusal) is { } refusal)
        {
            station.Reply(call, new GetReportResponse { Status = GenericDeviceModelStatus.Rejected, StatusInfo = refusal });
            return;
        }

        ReportData[] data =
        [
            .. StationModel.Of(station)
                .Where(v => ComponentFilter.Matches(request.ComponentVariable, v) && Meets(request.ComponentCriteria, station, v))
                .Select(v => v.Report(station)),
        ];
        station.Reply(call, new GetReportResponse { Status = data.Length == 0 ? GenericDeviceModelStatus.EmptyResultSet : GenericDeviceModelStatus.Accepted });
        if (data.Length > 0)
            station.Reports.Send(request.RequestId, data);
    }

    /// <summary>Any of the criteria is enough. A component that lacks the variable is active, available and enabled, and has no problem.</summary>
    private static bool Meets(IReadOnlyList<ComponentCriterion>? criteria, Station station, ModelVariable variable)
        => criteria is null || criteria.Any(criterion =>
        {
            var named = new Variable { Name = criterion.ToString() };
            return StationModel.Find(station, variable.Component, named, out var found) == Lookup.Found
                ? found.Read(station) == "true"
                : criterion != ComponentCriterion.Problem;
        });
}
