using Voltbench.Simulation.Tests.Harness;
using Voltbench.Testing;

namespace Voltbench.Simulation.Tests.Files;

/// <summary>Diagnostics and logs: OCPP 1.6 §5.9, security whitepaper N01, OCPP 2.0.1 N01.</summary>
public class LogUploadTests
{
    private const string Target = "ftp://user:secret@files.test/up/";

    private static Rig Quiet(OcppVersion version)
    {
        var rig = new Rig(version).Booted();
        rig.Do(new StartSession("TAG", 1));
        rig.Run(130);
        rig.Csms.Calls.Clear();
        return rig;
    }

    private static string GetLog(Rig rig, string type = "DiagnosticsLog", int id = 7, string more = "", string span = "")
        => rig.Csms.Ask("GetLog", $$"""{"logType":"{{type}}","requestId":{{id}}{{more}},"log":{"remoteLocation":"{{Target}}"{{span}}} }""");

    private static IEnumerable<string?> Told(Rig rig) => rig.Csms.Of("LogStatusNotification").Select(c => c.Text("status"));

    [Fact]
    [Shows(OcppVersion.V16, "GetDiagnostics")]
    [Shows(OcppVersion.V16, "DiagnosticsStatusNotification")]
    public void GetDiagnostics_uploads_a_text_of_state_and_frames()
    {
        var rig = Quiet(OcppVersion.V16);
        var id = rig.Csms.Ask("GetDiagnostics", $$"""{"location":"{{Target}}"}""");
        rig.Run(5);
        var name = rig.Csms.AnswerTo(id).Payload.GetProperty("fileName").GetString()!;
        var (destination, uploaded, text) = rig.Files.Uploads.Single();
        (destination, uploaded).ShouldBe((Target, name));
        text.ShouldContain("Diagnostics of CP/7 ü");
        text.ShouldContain("connector 1 Charging");
        text.ShouldContain("\"StartTransaction\"");
        text.ShouldContain("\"MeterValues\"");
        rig.Csms.Of("DiagnosticsStatusNotification").Select(c => c.Text("status")).ShouldBe(["Uploading", "Uploaded"]);
    }

    [Fact]
    public void GetDiagnostics_of_a_span_holds_what_happened_in_it_and_of_none_has_no_file()
    {
        var rig = Quiet(OcppVersion.V16);
        rig.Csms.Ask("GetDiagnostics", $$"""{"location":"{{Target}}","startTime":"{{rig.In(-60)}}"}""");
        var future = rig.Csms.Ask("GetDiagnostics", $$"""{"location":"{{Target}}","startTime":"{{rig.In(60)}}"}""");
        var backward = rig.Csms.Ask("GetDiagnostics", $$"""{"location":"{{Target}}","startTime":"{{rig.In(-60)}}","stopTime":"{{rig.In(-70)}}"}""");
        rig.Run(5);
        rig.Csms.AnswerTo(future).Payload.TryGetProperty("fileName", out _).ShouldBeFalse();
        rig.Csms.AnswerTo(backward).Payload.TryGetProperty("fileName", out _).ShouldBeFalse();
        var text = rig.Files.Uploads.Single().Text;
        text.ShouldContain("\"MeterValues\"");
        text.ShouldNotContain("\"StartTransaction\"");
    }

    [Fact]
    public void A_diagnostics_upload_that_fails_is_tried_as_often_as_asked()
    {
        var rig = Quiet(OcppVersion.V16);
        rig.Files.AnswerUpload = _ => FileReceipt.Failed(FileOutcome.Unreachable, "scripted");
        rig.Csms.Ask("GetDiagnostics", $$"""{"location":"{{Target}}","retries":2,"retryInterval":10}""");
        rig.Run(100);
        rig.Files.Uploads.Count.ShouldBe(3);
        rig.Csms.Of("DiagnosticsStatusNotification").Select(c => c.Text("status"))
            .ShouldBe(["Uploading", "UploadFailed", "Uploading", "UploadFailed", "Uploading", "UploadFailed"]);
    }

    [Theory]
    [InlineData(OcppVersion.V16, "DiagnosticsLog", "Diagnostics of")]
    [InlineData(OcppVersion.V16, "SecurityLog", "Security log of")]
    [InlineData(OcppVersion.V201, "DiagnosticsLog", "Diagnostics of")]
    [InlineData(OcppVersion.V201, "SecurityLog", "Security log of")]
    [Shows(OcppVersion.V16, "GetLog")]
    [Shows(OcppVersion.V16, "LogStatusNotification")]
    [Shows(OcppVersion.V201, "GetLog")]
    [Shows(OcppVersion.V201, "LogStatusNotification")]
    public void TC_N_25_and_N_35_a_log_is_uploaded(OcppVersion version, string type, string title)
    {
        var rig = Quiet(version);
        var id = GetLog(rig, type);
        rig.Run(5);
        var answer = rig.Csms.AnswerTo(id).Payload;
        answer.GetProperty("status").GetString().ShouldBe("Accepted");
        answer.GetProperty("filename").GetString().ShouldBe(rig.Files.Uploads.Single().Name);
        var text = rig.Files.Uploads.Single().Text;
        text.ShouldStartWith(title);
        text.ShouldContain("\"BootNotification\"");
        text.Contains("Heartbeat\"", StringComparison.Ordinal).ShouldBe(false);
        text.Contains("StatusNotification\"", StringComparison.Ordinal).ShouldBe(type == "DiagnosticsLog");
        Told(rig).ShouldBe(["Uploading", "Uploaded"]);
        rig.Csms.Of("LogStatusNotification").ShouldAllBe(c => c.Int("requestId") == 7, "N01.FR.07");
    }

    [Theory]
    [InlineData(FileOutcome.Unreachable, "UploadFailure")]
    [InlineData(FileOutcome.TimedOut, "UploadFailure")]
    [InlineData(FileOutcome.Denied, "PermissionDenied")]
    [InlineData(FileOutcome.Refused, "BadMessage")]
    [InlineData(FileOutcome.NotSupported, "NotSupportedOperation")]
    public void N01_FR_10_the_failure_is_told_as_precisely_as_it_is_known(FileOutcome outcome, string status)
    {
        foreach (var version in new[] { OcppVersion.V16, OcppVersion.V201 })
        {
            var rig = Quiet(version);
            rig.Files.AnswerUpload = _ => FileReceipt.Failed(outcome, "scripted");
            GetLog(rig);
            rig.Run(5);
            Told(rig).ShouldBe(["Uploading", status]);
        }
    }

    [Fact]
    public void TC_N_26_a_failed_upload_is_tried_again_at_the_interval()
    {
        var rig = Quiet(OcppVersion.V201);
        rig.Files.AnswerUpload = _ => FileReceipt.Failed(FileOutcome.Unreachable, "scripted");
        GetLog(rig, more: ",\"retries\":3,\"retryInterval\":20");
        rig.Run(200);
        Told(rig).Count(s => s == "UploadFailure").ShouldBe(4);
        var told = rig.Csms.Of("LogStatusNotification").ToList();
        (told[^1].At - told[0].At).TotalSeconds.ShouldBe(60, 1, "three intervals lie between the first and the last");
    }

    [Theory]
    [InlineData(OcppVersion.V16)]
    [InlineData(OcppVersion.V201)]
    public void TC_N_36_a_second_request_takes_the_place_of_the_first(OcppVersion version)
    {
        var rig = Quiet(version);
        rig.Files.IsHeld = true;
        GetLog(rig, id: 1);
        rig.Run(5);
        rig.Files.IsHeld = false;
        var second = GetLog(rig, id: 2);
        rig.Run(5);
        rig.Csms.AnswerTo(second).Payload.GetProperty("status").GetString().ShouldBe("AcceptedCanceled");
        rig.Files.Cancelled.ShouldBe(1);
        rig.Csms.Of("LogStatusNotification").Select(c => (c.Text("status"), c.Int("requestId"))).ShouldBe(version == OcppVersion.V16
            ? [("Uploading", 1), ("Uploading", 2), ("Uploaded", 2)]
            : [("Uploading", 1), ("AcceptedCanceled", 1), ("Uploading", 2), ("Uploaded", 2)]);
    }

    [Theory]
    [InlineData(OcppVersion.V16)]
    [InlineData(OcppVersion.V201)]
    public void A_log_of_a_time_to_come_is_refused(OcppVersion version)
    {
        var rig = Quiet(version);
        var id = GetLog(rig, span: $",\"oldestTimestamp\":\"{rig.In(100)}\"");
        rig.Run(5);
        rig.Csms.AnswerTo(id).Payload.GetProperty("status").GetString().ShouldBe("Rejected");
        rig.Files.Uploads.ShouldBeEmpty();
    }

    [Fact]
    public void The_address_is_kept_out_of_last_error()
    {
        var rig = Quiet(OcppVersion.V201);
        rig.Files.AnswerUpload = _ => FileReceipt.Failed(FileOutcome.Unreachable, "nothing listens");
        GetLog(rig);
        rig.Run(5);
        rig.Seen.View.LastError!.ShouldContain("nothing listens");
        rig.Seen.View.LastError!.ShouldNotContain("secret");
    }
}
