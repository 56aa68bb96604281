//! What other systems call our fields. A word is a header folded to letters and digits; `@` stands for any word for a
//! customer (`@id` is `accountid`, `companyid`, `schoolid` …). Of two columns for one field the earlier word wins.

use crate::domain::record::meta::Kind;
use crate::exchange::value::{Form, folded_header};
use std::collections::HashMap;
use std::sync::LazyLock;

/// One field of a kind of file: its key, what its cells mean, how much a column of it speaks for that kind, its words.
pub struct Alias {
    /// The key, as `--map COLUMN=key` takes it.
    pub key: &'static str,
    /// What its cells mean.
    pub form: Form,
    /// How much a column of it speaks for its kind.
    pub weight: i32,
    /// Its words, the surest first.
    pub words: &'static str,
}

const fn alias(key: &'static str, form: Form, weight: i32, words: &'static str) -> Alias {
    Alias { key, form, weight, words }
}

/// Words for a customer.
pub const ENTITIES: &[&str] = &[
    "account",
    "company",
    "customer",
    "client",
    "organization",
    "organisation",
    "org",
    "school",
    "tenant",
    "workspace",
    "business",
    "institution",
    "merchant",
    "firm",
    "hospital",
    "clinic",
    "university",
    "agency",
    "kunden",
    "cliente",
    "klant",
];

const CONTRACT: &[Alias] = &[
    alias(
        "arr",
        Form::Money,
        2,
        "arr annualrecurringrevenue currentarr totalarr contractarr arramount arrvalue acv \
        annualcontractvalue subscriptionarr annualvalue annualsubscription annualcontractamount jahresumsatz",
    ),
    alias(
        "mrr",
        Form::Money,
        2,
        "mrr monthlyrecurringrevenue mrramount currentmrr totalmrr mrrvalue monthlycharges \
        monthlyfee monthlyvalue monthlysubscription monthlycontractvalue",
    ),
    alias(
        "value",
        Form::Money,
        1,
        "contractvalue totalcontractvalue tcv contractamount totalcontractamount \
        contracttotal subscriptionvalue subscriptionamount amount vertragswert",
    ),
    alias(
        "end",
        Form::Day,
        3,
        "renewaldate nextrenewaldate contractrenewaldate subscriptionrenewaldate renewal \
        nextrenewal renewson renewsat contractenddate contractend subscriptionenddate subscriptionend currenttermenddate \
        termenddate termend enddate end expirationdate expirydate expiration expires expireson contractexpiration \
        contractexpirationdate licenseexpiration licenseexpirationdate vertragsende laufzeitende verlangerungsdatum \
        datederenouvellement fechaderenovacion datafine datarinnovo datadarenovacao 更新日 契約終了日 续约日期 到期日",
    ),
    alias(
        "start",
        Form::Day,
        1,
        "contractstartdate contractstart subscriptionstartdate subscriptionstart \
        currenttermstartdate termstartdate termstart startdate start customersince clientsince vertragsbeginn \
        datededebut fechadeinicio 契約開始日 开始日期",
    ),
    alias(
        "product",
        Form::Text,
        1,
        "product productname plan planname subscriptionplan plantype plantier package \
        edition subscriptionname subscriptiontype subscription products produkt produit producto 製品 产品",
    ),
    alias(
        "seats",
        Form::Count,
        1,
        "seats seatsbought seatspurchased purchasedseats contractedseats seatcount \
        totalseats numberofseats licenses licences licensecount licensespurchased licencespurchased totallicenses \
        numberoflicenses licensesowned lizenzen",
    ),
    alias(
        "term",
        Form::Count,
        1,
        "termmonths contracttermmonths contractlengthmonths contractterm term termlength \
        contractlength subscriptionterm initialterm termininmonths laufzeitmonate",
    ),
    alias(
        "auto_renew",
        Form::Flag,
        2,
        "autorenew autorenewal autorenewflag isautorenew autorenews automaticrenewal \
        autorenewenabled",
    ),
    alias(
        "notice",
        Form::Notice,
        2,
        "noticeperiod noticedays noticeperioddays cancellationnotice renewalnotice \
        noticeperiodindays kundigungsfrist",
    ),
    alias("churned", Form::Flag, 1, "churned churn churnflag ischurned cancelled canceled iscancelled iscanceled"),
    alias(
        "churn_date",
        Form::Day,
        1,
        "churndate churnedon churnedat churneddate cancellationdate canceldate \
        cancelledon canceledon cancelledat canceledat terminationdate kundigungsdatum",
    ),
    alias("reason", Form::Text, 1, "churnreason cancellationreason reasonforchurn cancelreason lossreason"),
    alias(
        "status",
        Form::Text,
        0,
        "status accountstatus customerstatus clientstatus contractstatus \
        subscriptionstatus",
    ),
    alias(
        "currency",
        Form::Currency,
        0,
        "currency currencyisocode currencycode accountcurrency contractcurrency \
        dealcurrencycode currencyiso wahrung devise moneda 通貨 币种",
    ),
    alias("deleted", Form::Flag, 0, "isdeleted deleted fivetrandeleted archived isarchived"),
];

const ACCOUNT: &[Alias] = &[
    alias(
        "id",
        Form::Id,
        2,
        "@id id recordid @recordid externalid @externalid crmid uniqueid @number @code \
        kundennummer 顧客id 客户编号",
    ),
    alias(
        "name",
        Form::Text,
        3,
        "@name @ name @title nameofcompany legalname firma firmenname kunde kundenname \
        unternehmen entreprise societe nomduclient nomdelentreprise empresa nombredelcliente nombredelaempresa razonsocial \
        azienda ragionesociale bedrijf bedrijfsnaam nomedaempresa 会社名 顧客名 客户名称 公司名称 客户",
    ),
    alias("domain", Form::Domain, 2, "domain @domain @domainname website websiteurl @website web homepage webseite"),
    alias("link", Form::Text, 1, "crmlink crmurl recordurl @link @url salesforcelink hubspotlink"),
    alias(
        "segment",
        Form::Text,
        2,
        "segment tier @segment @tier customersegment successtier segmentation touchmodel \
        kundensegment",
    ),
    alias("industry", Form::Text, 3, "industry sector vertical @industry branche secteur settore 業種 行业"),
    alias(
        "region",
        Form::Text,
        1,
        "region territory country billingcountry @country countryregion geo officelocation \
        location land pays pais paese 国 国家 地域",
    ),
    alias("zone", Form::Text, 1, "timezone @timezone"),
    alias(
        "stage",
        Form::Text,
        2,
        "lifecyclestage @stage lifecycle lifecyclephase customerstage journeystage journey \
        customerjourneystage",
    ),
    alias(
        "owner",
        Form::Text,
        2,
        "csm customersuccessmanager csmname csmowner assignedcsm successmanager csowner \
        @owner owner ownername @manager ownerfullname owneruseraccount assignedto betreuer responsable",
    ),
    alias("tags", Form::Text, 1, "tags labels"),
    alias("body", Form::Text, 0, "notes @notes note comments description @description bemerkung"),
    alias(
        "seats_used",
        Form::Number,
        2,
        "seatsused usedseats activeseats seatsinuse licensesused licensesinuse \
        usedlicenses activelicenses consumedlicenses activeusers monthlyactiveusers mau activeuserslast30days \
        licensesactive",
    ),
    alias(
        "health",
        Form::Number,
        3,
        "healthscore health customerhealthscore customerhealth @healthscore @health \
        overallhealthscore overallhealth churnscore successscore totalhealthscore",
    ),
    alias("nps", Form::Number, 1, "nps npsscore latestnps lastnps latestnpsscore lastnpsscore netpromoterscore"),
    alias("usage", Form::Number, 1, "usage usagescore productusage logins loginslast30days"),
    alias(
        "usage_change",
        Form::Number,
        2,
        "usagechange usagechangepercent usagechange30d usagechange30days usagetrend \
        usagedelta usagetrendpercent usagechangepct changeinusage",
    ),
    alias("escalations", Form::Number, 1, "openescalations escalations activeescalations"),
    alias("p1_age", Form::Number, 1, "p1agedays oldestp1days p1age"),
    alias("invoice_late", Form::Number, 1, "invoicelatedays dayspastdue daysoverdue invoicedayslate"),
    alias(
        "last_touch",
        Form::Day,
        1,
        "lasttouch lasttouchdate lastcontact lastcontacted lastcontactdate \
        lastcontactedon lasttouchpoint lasttouchpointdate lastmeeting lastmeetingdate lastengagement lastengagementdate \
        lastinteraction lastinteractiondate lastcall lastcalldate lastactivitydate lastactivity letzterkontakt \
        derniercontact ultimocontacto",
    ),
    alias(
        "contact_name",
        Form::Text,
        0,
        "primarycontact primarycontactname contactname maincontact keycontact contact \
        pointofcontact poc champion ansprechpartner",
    ),
    alias(
        "contact_email",
        Form::Text,
        0,
        "primarycontactemail contactemail maincontactemail keycontactemail email \
        emailaddress championemail",
    ),
    alias("contact_phone", Form::Text, 0, "primarycontactphone contactphone"),
    alias("contact_title", Form::Text, 0, "primarycontacttitle contacttitle"),
    alias("as_of", Form::Day, 1, "asof asofdate snapshotdate reportdate dataasof scoredate healthscoredate"),
    alias(
        "",
        Form::Mark,
        2,
        "revenue annualrevenue employees numberofemployees billingcity billingstate billingstreet \
        billingpostalcode shippingcity shippingstate ownership rating tickersymbol yearestablished yearfounded \
        subsidiaryof parentid parent parent@ parent@id sic accountsource accountnumber teachercount totalteachers \
        referralsource numberofassociatedcontacts numemployees richtext annualrevenueusd numemp district",
    ),
    alias(
        "",
        Form::Mark,
        1,
        "type accounttype phone fax city state signupdate createdate createddate tenure contract \
        totalcharges paymentmethod contracttype",
    ),
];

const REFERENCE: &[Alias] = &[
    alias(
        "account_id",
        Form::Id,
        2,
        "@id @externalid @recordid associatedcompanyid associatedcompanyids \
        primaryassociatedcompanyid associatedcompanyidsprimary primarycompanyid @number @code kundennummer",
    ),
    alias(
        "account",
        Form::Text,
        2,
        "@name @ associatedcompany associated@ primarycompany associatedcompanyprimary \
        relatedaccount firma kunde kundenname firmenname unternehmen entreprise societe empresa azienda 会社名 顧客名 \
        客户名称 公司名称",
    ),
];

const PERSON: &[Alias] = &[
    alias(
        "contact_id",
        Form::Id,
        1,
        "contactid whoid associatedcontactids associatedcontactid userid personid \
        requesterid teacherid memberid",
    ),
    alias(
        "contact_name",
        Form::Text,
        0,
        "contactname contact associatedcontact customercontact requester attendees \
        who",
    ),
    alias("contact_email", Form::Text, 0, "contactemail requesteremail @email"),
];

const CONTACT: &[Alias] = &[
    alias(
        "id",
        Form::Id,
        3,
        "contactid userid personid peopleid memberid teacherid contactexternalid contactrecordid \
        id recordid externalid",
    ),
    alias(
        "name",
        Form::Text,
        2,
        "fullname contactname contact name personname displayname contactfullname kontakt \
        ansprechpartner 氏名 姓名",
    ),
    alias("first", Form::Text, 5, "firstname first givenname vorname prenom nombre voornaam 名"),
    alias("last", Form::Text, 5, "lastname last surname familyname nachname nom apellido apellidos achternaam 姓"),
    alias("title", Form::Text, 2, "jobtitle title position funktion poste cargo 役職 职位"),
    alias("role", Form::Text, 2, "role contactrole buyingrole buyingroles stakeholderrole decisionrole"),
    alias(
        "email",
        Form::Text,
        4,
        "email emailaddress workemail contactemail businessemail mail courriel correo \
        emailadresse メールアドレス 邮箱",
    ),
    alias(
        "phone",
        Form::Text,
        1,
        "phone phonenumber businessphone workphone directphone telephone telefon \
        contactphone mobilephone mobile mobilephonenumber 電話番号 电话",
    ),
    alias("sentiment", Form::Text, 1, "sentiment relationship"),
    alias("left", Form::Day, 1, "lefton leftdate departuredate departedon"),
    alias("deleted", Form::Flag, 0, "isdeleted deleted fivetrandeleted archived isarchived"),
    alias(
        "",
        Form::Mark,
        2,
        "department mailingcity mailingstate mailingcountry salutation reportsto reportstoid \
        isemailbounced emailbouncedreason assistantphone hasoptedoutofemail contactowner contactstatus linkedin",
    ),
    alias("", Form::Mark, 1, "leadsource lastactivitydate signupdate activatedat plantype"),
];

const SUBSCRIPTION: &[Alias] = &[
    alias(
        "id",
        Form::Id,
        6,
        "subscriptionid contractid contractnumber subscriptionnumber agreementid licenseid \
        assetid subscriptionexternalid id recordid",
    ),
    alias("trial", Form::Flag, 2, "istrial trial trialflag"),
    alias("", Form::Mark, 3, "billingfrequency billingcycle billingperiod upgradeflag downgradeflag paymentterms"),
];

const RENEWAL: &[Alias] = &[
    alias("id", Form::Id, 8, "renewalid renewalexternalid id recordid"),
    alias("subscription_id", Form::Id, 2, "subscriptionid contractid contractnumber subscriptionnumber"),
    alias(
        "due",
        Form::Day,
        3,
        "renewalduedate duedate renewaldate renewaldue due nextrenewaldate enddate \
        contractenddate subscriptionenddate closedate",
    ),
    alias("outcome", Form::Text, 5, "outcome renewaloutcome renewalresult result renewalstatus status"),
    alias("reason", Form::Text, 2, "churnreason renewalreason reason lossreason outcomereason cancellationreason"),
    alias("arr", Form::Money, 1, "arr annualrecurringrevenue currentarr acv amount renewalarr renewalvalue"),
    alias("mrr", Form::Money, 1, "mrr monthlyrecurringrevenue"),
    alias(
        "target",
        Form::Money,
        3,
        "target targetamount renewaltarget renewalamount arrupforrenewal renewablearr \
        amountupforrenewal arrdue",
    ),
    alias("forecast", Form::Money, 3, "forecastamount forecastarr forecastedarr expectedrenewalamount"),
    alias("final", Form::Money, 3, "finalamount finalarr renewedamount renewedarr closedarr"),
    alias("category", Form::Text, 2, "forecastcategory forecastcategoryname renewalforecast"),
    alias("probability", Form::Percent, 1, "probability renewalprobability probability%"),
    alias("stage", Form::Text, 1, "stage renewalstage"),
    alias("settled", Form::Day, 1, "settledon settled decisiondate closeddate renewedon outcomedate"),
    alias("cancel_by", Form::Day, 2, "cancelby cancelbydate noticedeadline noticeby noticedue"),
    alias("notice_on", Form::Day, 2, "noticereceived noticereceivedon noticegiven noticegivenon"),
    alias("next_step", Form::Text, 1, "nextstep nextsteps"),
    alias("currency", Form::Currency, 0, "currency currencyisocode currencycode"),
    alias("deleted", Form::Flag, 0, "isdeleted deleted fivetrandeleted archived isarchived"),
    alias("", Form::Mark, 2, "expansion expansionusd originalplan renewalowner upliftpercent uplift"),
];

const DEAL: &[Alias] = &[
    alias("id", Form::Id, 6, "opportunityid dealid opportunityid18 dealrecordid id recordid"),
    alias("name", Form::Text, 4, "opportunityname dealname opportunity deal name title"),
    alias("type", Form::Text, 1, "opportunitytype dealtype type"),
    alias("pipeline", Form::Text, 2, "pipeline dealpipeline pipelinename"),
    alias(
        "stage",
        Form::Text,
        4,
        "dealstage stagename stage opportunitystage salesstage phase dealpipelinestage \
        dealpipelinestageid",
    ),
    alias("arr", Form::Money, 1, "arr annualrecurringrevenue acv annualcontractvalue expectedarr newarr"),
    alias("mrr", Form::Money, 1, "mrr monthlyrecurringrevenue"),
    alias(
        "amount",
        Form::Money,
        3,
        "amount dealamount opportunityamount closevalue dealvalue amountincompanycurrency \
        dealsize value betrag montant importe",
    ),
    alias("probability", Form::Percent, 3, "probability dealprobability winprobability probability%"),
    alias(
        "close",
        Form::Day,
        4,
        "closedate closingdate expectedclosedate expectedclose dealclosedate closedon \
        closeddate abschlussdatum",
    ),
    alias("closed", Form::Flag, 1, "isclosed closed"),
    alias("won", Form::Flag, 3, "iswon won isclosedwon closedwon"),
    alias("product", Form::Text, 1, "product productname products plan lineitem"),
    alias("category", Form::Text, 2, "forecastcategory forecastcategoryname"),
    alias("start", Form::Day, 1, "contractstartdate contractstart subscriptionstartdate"),
    alias("end", Form::Day, 1, "contractenddate contractend subscriptionenddate renewaldate"),
    alias("seats", Form::Count, 1, "seats licenses numberofseats quantity"),
    alias("reason", Form::Text, 1, "lossreason lostreason closedlostreason closedwonreason reasonlost"),
    alias("next_step", Form::Text, 1, "nextstep"),
    alias("currency", Form::Currency, 0, "currency currencyisocode currencycode dealcurrencycode dealcurrency"),
    alias("deleted", Form::Flag, 0, "isdeleted deleted fivetrandeleted archived isarchived"),
    alias(
        "",
        Form::Mark,
        3,
        "expectedrevenue weightedamount fiscalperiod fiscalquarter salesagent engagedate \
        opportunityowner dealowner daystoclose hasopportunitylineitem",
    ),
    alias("", Form::Mark, 1, "leadsource age createddate createdate campaignid"),
];

const TASK: &[Alias] = &[
    alias("id", Form::Id, 6, "taskid todoid id recordid activityid engagementid"),
    alias("related_id", Form::Id, 1, "whatid relatedtoid relatedid"),
    alias(
        "title",
        Form::Text,
        3,
        "tasktitle taskname tasksubject task subject todo actionitem title action name \
        summary aufgabe tache tarea",
    ),
    alias(
        "due",
        Form::Moment,
        5,
        "duedate due taskduedate duedateonly deadline dueon duedatetime activitydate \
        falligam fallig echeance vencimiento 期限",
    ),
    alias("state", Form::Text, 2, "taskstatus status state"),
    alias("closed", Form::Flag, 1, "isclosed completed closed done iscompleted iscomplete"),
    alias(
        "closed_on",
        Form::Moment,
        1,
        "completeddate completedat closeddate completiondate completedon \
        completeddatetime",
    ),
    alias("priority", Form::Text, 3, "priority taskpriority prio"),
    alias("estimate", Form::Count, 1, "estimate estimateminutes estimatedminutes"),
    alias("type", Form::Text, 1, "tasksubtype tasktype type activitytype"),
    alias("minutes", Form::Number, 0, "minutes duration durationminutes"),
    alias("seconds", Form::Number, 0, "calldurationinseconds callduration"),
    alias("direction", Form::Text, 0, "calltype direction calldirection"),
    alias("body", Form::Text, 0, "tasknotes notes comments description body fullcomments"),
    alias("deleted", Form::Flag, 0, "isdeleted deleted fivetrandeleted archived isarchived"),
    alias(
        "",
        Form::Mark,
        2,
        "assignedto assignee assigned reminder isreminderset reminderdatetime recurrence \
        ishighpriority isrecurrence assignedowner",
    ),
];

const TOUCH: &[Alias] = &[
    alias(
        "id",
        Form::Id,
        5,
        "activityid engagementid eventid callid meetingid emailid noteid ticketid casenumber \
        caseid conversationid interactionid touchid ticketnumber id recordid",
    ),
    alias("related_id", Form::Id, 1, "whatid relatedtoid relatedid"),
    alias(
        "type",
        Form::Text,
        4,
        "activitytype engagementtype touchtype interactiontype touchpointtype eventsubtype \
        tasksubtype type kind channel",
    ),
    alias(
        "at",
        Form::Moment,
        4,
        "activitydatetime activitydate startdatetime meetingstarttime starttime timestamp \
        occurredat touchdate interactiondate meetingdate calldate eventdate date datetime sentat submittedat opened \
        openeddate dateopened datetimeopened createdat createdate createddate created datum fecha 日付 日期",
    ),
    alias("end", Form::Moment, 2, "meetingendtime endtime enddatetime"),
    alias(
        "minutes",
        Form::Number,
        3,
        "durationinminutes durationminutes durationmin minutesspent minutes duration \
        timespent dauer",
    ),
    alias("seconds", Form::Number, 3, "calldurationinseconds durationseconds durationsecs callduration"),
    alias("millis", Form::Number, 3, "calldurationms calldurationmilliseconds durationms"),
    alias("direction", Form::Text, 3, "direction calldirection emaildirection calltype"),
    alias(
        "subject",
        Form::Text,
        2,
        "subject ticketsubject ticketname meetingname meetingtitle calltitle emailsubject \
        subjectline title name betreff objet asunto",
    ),
    alias(
        "body",
        Form::Text,
        2,
        "notes body text callnotes callbody meetingnotes meetingbody notebody emailtext \
        emailbody comments fullcomments description content details ticketdescription bodypreview summary notizen",
    ),
    alias("sentiment", Form::Text, 2, "sentiment mood"),
    alias("priority", Form::Text, 0, "priority ticketpriority severity"),
    alias("status", Form::Text, 0, "status ticketstatus callstatus"),
    alias("deleted", Form::Flag, 0, "isdeleted deleted fivetrandeleted archived isarchived"),
    alias(
        "",
        Form::Mark,
        3,
        "resolutiontimehours escalationflag \
        meetingoutcome calloutcome calldisposition attendees ticketcategory firstagentreplydate pipelinestage \
        firstresponsetime timetoresolution ticketstatus ticketchannel ticketpriority resolution location showas \
        isgroupevent casestatus caseorigin",
    ),
    alias("csat", Form::Number, 3, "satisfactionscore satisfactionrating customersatisfactionrating csat csatscore"),
    alias("answer_minutes", Form::Number, 3, "firstresponsetimeminutes firstresponseminutes"),
    alias("resolved", Form::Moment, 1, "closedat closeddate resolvedat resolvedon"),
];

const FEEDBACK: &[Alias] = &[
    alias("id", Form::Id, 4, "feedbackid responseid surveyresponseid npsresponseid answerid id recordid"),
    alias("kind", Form::Text, 3, "feedbacktype feedbackkind surveytype questiontype survey type kind"),
    alias(
        "nps",
        Form::Number,
        5,
        "nps npsscore npsrating npsanswer npsresponse netpromoterscore likelihoodtorecommend recommend recommendation",
    ),
    alias(
        "csat",
        Form::Number,
        5,
        "csat csatscore csatrating satisfactionscore satisfactionrating satisfaction customersatisfactionrating \
        customersatisfactionscore customersatisfaction",
    ),
    alias("ces", Form::Number, 5, "ces cesscore effortscore customereffortscore customereffort effort"),
    alias("score", Form::Number, 2, "score rating answer result value"),
    alias("scale", Form::Text, 1, "scale"),
    alias(
        "text",
        Form::Text,
        3,
        "feedbacktext feedback verbatim comment comments testimonial quote responsetext response message text reason \
        description openanswer",
    ),
    alias(
        "said",
        Form::Moment,
        3,
        "surveydate responsedate respondedat respondedon answeredon submittedat submittedon submitted recordeddate \
        feedbackdate receivedat date timestamp createdat createddate created",
    ),
    alias("answered", Form::Moment, 2, "firstresponseat firstreplyat repliedat answeredat followedupat"),
    alias("answer_minutes", Form::Number, 1, "firstresponsetimeminutes firstresponseminutes"),
    alias("resolved", Form::Moment, 2, "resolvedat resolvedon resolutiondate closedat closedon"),
    alias("consent", Form::Flag, 3, "consent consenttoquote canquote publishable permissiontoquote public"),
    alias("source", Form::Text, 1, "source surveyname channel campaign distributionchannel"),
    alias("deleted", Form::Flag, 0, "isdeleted deleted fivetrandeleted archived isarchived"),
    alias("", Form::Mark, 3, "surveyid questionid respondent"),
];

const USAGE: &[Alias] = &[
    alias("id", Form::Id, 2, "usageid eventid id fivetranid"),
    alias("related_id", Form::Id, 2, "subscriptionid contractid"),
    alias(
        "day",
        Form::Moment,
        4,
        "usagedate usageday eventday eventdate activityday metricdate snapshotdate asof asofdate day date week month \
        timestamp",
    ),
    alias("metric", Form::Text, 4, "metric metricname measure feature featurename usagemetric eventname"),
    alias("value", Form::Number, 4, "usagecount usagevalue metricvalue value count quantity total"),
    alias("seats_used", Form::Number, 3, "seatsused usedseats seatsinuse activeseats licensesused licencesused"),
    alias(
        "active_users",
        Form::Number,
        4,
        "activeusers mau dau wau monthlyactiveusers weeklyactiveusers dailyactiveusers",
    ),
    alias("sessions", Form::Number, 3, "sessions sessioncount numsessions"),
    alias("logins", Form::Number, 3, "logins logincount numlogins"),
    alias("events", Form::Number, 3, "events eventcount numevents"),
    alias("page_views", Form::Number, 3, "pageviews pageviewcount"),
    alias("minutes", Form::Number, 2, "numminutes usageminutes minutesused"),
    alias("usage", Form::Number, 3, "usage usagescore"),
    alias("source", Form::Text, 0, "source"),
    alias("", Form::Mark, 1, "visitorid appid errorcount isbetafeature usagedurationsecs"),
];

/// Kinds of file that are read, in the order in which their records depend on each other.
pub const KINDS: [Kind; 9] = [
    Kind::Account,
    Kind::Contact,
    Kind::Subscription,
    Kind::Renewal,
    Kind::Opportunity,
    Kind::Task,
    Kind::Touch,
    Kind::Feedback,
    Kind::Usage,
];

/// The tables of a kind of file.
pub fn tables(kind: Kind) -> &'static [&'static [Alias]] {
    match kind {
        Kind::Account => &[ACCOUNT, CONTRACT],
        Kind::Contact => &[CONTACT, REFERENCE],
        Kind::Subscription => &[SUBSCRIPTION, REFERENCE, CONTRACT, PERSON],
        Kind::Renewal => &[RENEWAL, REFERENCE, PERSON],
        Kind::Opportunity => &[DEAL, REFERENCE, PERSON],
        Kind::Task => &[TASK, REFERENCE, PERSON],
        Kind::Touch => &[TOUCH, REFERENCE, PERSON],
        Kind::Feedback => &[FEEDBACK, REFERENCE, PERSON],
        Kind::Usage => &[USAGE, REFERENCE, PERSON],
        _ => &[],
    }
}

/// The fields that a kind of file may carry.
pub fn keys(kind: Kind) -> impl Iterator<Item = &'static Alias> {
    tables(kind).iter().flat_map(|table| table.iter()).filter(|alias| !alias.key.is_empty())
}

type Index = HashMap<String, (&'static Alias, usize)>;

static INDEX: LazyLock<Vec<(Kind, Index)>> =
    LazyLock::new(|| KINDS.iter().map(|kind| (*kind, index(tables(*kind)))).collect());

fn index(tables: &'static [&'static [Alias]]) -> Index {
    let mut index = Index::new();
    for alias in tables.iter().flat_map(|table| table.iter()) {
        for (rank, word) in alias.words.split_whitespace().enumerate() {
            let forms: Vec<String> = if word.contains('@') {
                ENTITIES.iter().map(|entity| word.replace('@', entity)).collect()
            } else {
                vec![word.to_owned()]
            };
            for form in forms {
                index.entry(folded_header(&form)).or_insert((alias, rank));
            }
        }
    }
    index
}

/// The field that a folded word names in a kind of file, with the word's rank among the field's words.
pub fn find(kind: Kind, word: &str) -> Option<(&'static Alias, usize)> {
    INDEX.iter().find(|(known, _)| *known == kind).and_then(|(_, index)| index.get(word)).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_fields_by_their_words() {
        for (kind, word, key) in [
            (Kind::Account, "companyname", "name"),
            (Kind::Account, "更新日", "end"),
            (Kind::Contact, "schoolid", "account_id"),
            (Kind::Contact, "メールアドレス", "email"),
            (Kind::Opportunity, "dealstage", "stage"),
        ] {
            assert_eq!(find(kind, &folded_header(word)).map(|(alias, _)| alias.key), Some(key), "{word}");
        }
        assert!(find(Kind::Task, "colour").is_none());
    }
}
