/// The page's frame. The policy forbids every load; the two inline parts are constants of ours.
enum HTMLPage {
  static let head = """
    <!DOCTYPE html>
    <html lang="en"><head><meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; \
    script-src 'sha256-YpiF/egeMZ3sv9KjAWkqreYco2E05CqknCBJfwU+FhY='; base-uri 'none'; form-action 'none'">
    <meta name="viewport" content="width=device-width"><title>API keys</title>
    <style>:root{color-scheme:light dark}body{font:15px system-ui,sans-serif;margin:2rem}
    table{border-collapse:collapse;margin:1rem 0}td,th{border:1px solid #8886;padding:.3rem .5rem;
    text-align:left;vertical-align:top;overflow-wrap:anywhere}th{cursor:pointer}
    @media print{label{display:none}body{margin:0}}</style></head><body>
    """

  static let script = "<script>" + code + "</script>"

  /// Its SHA-256 stands in the policy; a test holds them together.
  static let code = """
    const rows=()=>document.querySelectorAll("tbody tr");
    document.getElementById("filter").addEventListener("input",e=>{const w=e.target.value.toLowerCase();
    rows().forEach(r=>{r.hidden=!r.textContent.toLowerCase().includes(w)})});
    document.querySelectorAll("th").forEach(h=>h.addEventListener("click",()=>{const i=h.cellIndex,
    b=h.closest("table").tBodies[0],up=h.dataset.up!=="1";h.dataset.up=up?"1":"0";
    [...b.rows].sort((x,y)=>(up?1:-1)*x.cells[i].textContent.localeCompare(y.cells[i].textContent,"en",
    {numeric:true})).forEach(r=>b.append(r))}));
    """
}
